import type { Interval, RunSummary } from '../run-summary.js';

/** Standard deviations between the bounds of a 90 % interval of a normal distribution, halved. */
const NORMAL_90 = 1.6448536269514722;
/** Largest median shift of a stable refresh, in posterior standard deviations. */
export const STABLE_SHIFT = 0.5;

/** What a comparison looks at. */
export type ComparedRun = Pick<RunSummary, 'runId' | 'dataHash' | 'spec' | 'channels'>;

export interface ChannelComparison {
  readonly channel: string;
  readonly before: Interval | null;
  readonly after: Interval | null;
  /** After minus before; null where one of them has no such channel or figure. */
  readonly shift: number | null;
  /** The same by the posterior standard deviation before. */
  readonly shiftInSds: number | null;
  /** Whether the 90 % intervals have a value in common. */
  readonly overlap: boolean | null;
}

export interface RunComparison {
  readonly before: string;
  readonly after: string;
  /** Whether both saw the same data. */
  readonly sameData: boolean;
  /** Whether both had the same specification. */
  readonly sameSpec: boolean;
  /** By ROI; by contribution where a channel has no spend. */
  readonly channels: readonly ChannelComparison[];
  /** Median size of the shifts in standard deviations; null where no channel can be compared. */
  readonly medianShift: number | null;
  /** Whether that is at most half a standard deviation. */
  readonly isStable: boolean | null;
}

/** What changed from one run to the next: other data, another specification, or four more weeks. */
export function compareRuns(before: ComparedRun, after: ComparedRun): RunComparison {
  const names = [...new Set([...before.channels, ...after.channels].map(({ channel }) => channel))];
  const channels = names.map((channel) => compareChannel(channel, before, after));
  const shifts = channels.flatMap(({ shiftInSds }) => (shiftInSds === null ? [] : Math.abs(shiftInSds)));
  const medianShift = shifts.length === 0 ? null : median(shifts);
  return {
    before: before.runId,
    after: after.runId,
    sameData: before.dataHash === after.dataHash,
    sameSpec: JSON.stringify(before.spec) === JSON.stringify(after.spec),
    channels,
    medianShift,
    isStable: medianShift === null ? null : medianShift <= STABLE_SHIFT,
  };
}

function compareChannel(channel: string, before: ComparedRun, after: ComparedRun): ChannelComparison {
  const find = ({ channels }: ComparedRun) => channels.find((one) => one.channel === channel);
  const [old, recent] = [find(before), find(after)];
  const usesRoi = old?.roi && recent?.roi;
  const first = (usesRoi ? old.roi : old?.contribution) ?? null;
  const second = (usesRoi ? recent.roi : recent?.contribution) ?? null;
  if (!first || !second) return { channel, before: first, after: second, shift: null, shiftInSds: null, overlap: null };
  const shift = second.mean - first.mean;
  const sd = old?.shift && usesRoi ? old.shift.posteriorSd : (first.high - first.low) / (2 * NORMAL_90);
  return {
    channel,
    before: first,
    after: second,
    shift,
    shiftInSds: sd > 0 ? shift / sd : null,
    overlap: first.low <= second.high && second.low <= first.high,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? 0;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? 0)) / 2 : upper;
}
