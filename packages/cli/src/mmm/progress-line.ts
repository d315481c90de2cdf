const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3_600;

export interface ShownProgress {
  readonly phase: string | null;
  /** Share done, 0..1. */
  readonly progress: number;
  readonly secondsLeft: number | null;
}

/** How far a fit is, in words: "sampling, 45 %, about 2 min left". */
export function progressLine({ phase, progress, secondsLeft }: ShownProgress): string {
  const left = secondsLeft === null ? [] : [`about ${spanText(secondsLeft)} left`];
  return [phase ?? 'running', `${Math.floor(100 * progress)} %`, ...left].join(', ');
}

/** Tells how far a fit is at most so often, but each phase at once; a line that says nothing new is left out. */
export function progressReporter(
  report: (line: string) => void,
  nowMs: () => number,
  everyMs: number,
): (progress: ShownProgress) => void {
  let [told, phase, nextMs] = ['', '', Number.NEGATIVE_INFINITY];
  return (progress) => {
    const line = progressLine(progress);
    const isDue = nowMs() >= nextMs || (progress.phase ?? '') !== phase;
    if (!isDue || line === told) return;
    report(line);
    [told, phase, nextMs] = [line, progress.phase ?? '', nowMs() + everyMs];
  };
}

function spanText(seconds: number): string {
  if (seconds < SECONDS_PER_MINUTE) return `${Math.ceil(seconds)} s`;
  if (seconds < SECONDS_PER_HOUR) return `${Math.ceil(seconds / SECONDS_PER_MINUTE)} min`;
  return `${(seconds / SECONDS_PER_HOUR).toFixed(1)} h`;
}
