import { type ChannelSummary, type RunSummary, renderFitTable } from '@stellwerk/mmm';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';

/** What a channel truly adds, where a simulator knows. */
export type SimulatedTruth = ReadonlyMap<string, number>;

const text = (value: number) => (Number.isFinite(value) ? formatNumber(value, Math.abs(value) >= 100 ? 0 : 2) : '–');

/** A fit for people: the answer with 90 % intervals, what the checks say, how it predicts and was sampled, and what was noticed. */
export function renderSummary(summary: RunSummary, truth: SimulatedTruth = new Map()): string[] {
  const { data, fit, holdout, warnings, dataHash, seed } = summary;
  const samples = [
    ...fit.map((one) => ['seen', one] as const),
    ...(holdout ?? []).map((one) => ['held out', one] as const),
  ];
  return [
    ...renderFitTable(summary).trimEnd().split('\n'),
    '',
    `${data.outcome.name} of ${data.periods} ${data.grain}s × ${data.geos} geos, ${data.from} on; data ${dataHash.slice(0, 12)}, seed ${seed}`,
    samplerLine(summary),
    ...samples.map(
      ([sample, { level, periods, r2, mape, coverage90 }]) =>
        `${sample}, ${level}, ${periods} ${data.grain}s: R² ${text(r2)}, MAPE ${text(100 * mape)} %, ${text(100 * coverage90)} % of observations in their 90 % intervals`,
    ),
    ...warnings.map((warning) => `note: ${warning.text}`),
    ...(summary.status === 'published' && truth.size > 0 ? ['', ...renderTruth(summary, truth)] : []),
  ];
}

function samplerLine({ diagnostics }: RunSummary): string {
  const { chains, warmup, draws, seconds, worstRhat, leastEssBulk, divergences } = diagnostics;
  return (
    `${chains} chains × (${warmup} + ${draws}) draws in ${formatNumber(seconds, 1)} s: R-hat at most ${worstRhat.value.toFixed(4)} (${worstRhat.parameter}), ` +
    `at least ${formatNumber(leastEssBulk.value)} effective draws (${leastEssBulk.parameter}), ${divergences} divergences`
  );
}

/** What each channel added by the model, beside what the simulator knows. */
function renderTruth({ channels, data }: RunSummary, truth: SimulatedTruth): string[] {
  const right = { align: 'right' as const };
  const isInside = ({ channel, contribution: { low, high } }: ChannelSummary) => {
    const value = truth.get(channel);
    return value !== undefined && low <= value && value <= high;
  };
  const known = channels.filter(({ channel }) => truth.has(channel));
  return [
    ...renderTable<ChannelSummary>(
      [
        { title: 'channel', text: ({ channel }) => channel },
        {
          title: `added, ${data.outcome.totalValue === null ? data.outcome.unit : (data.currency ?? 'money')}`,
          ...right,
          text: ({ contribution: { mean, low, high } }) => `${text(mean)} [${text(low)}, ${text(high)}]`,
        },
        { title: 'incremental (simulated)', ...right, text: ({ channel }) => text(truth.get(channel) ?? Number.NaN) },
        { title: 'in the interval', text: (channel) => (isInside(channel) ? 'yes' : 'no') },
      ],
      known,
    ),
    `${known.filter(isInside).length} of ${known.length} intervals hold what the simulator planted; of 90 % intervals one in ten does not.`,
  ];
}
