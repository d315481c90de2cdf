const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_HOUR = 3_600;

/** How far a fit is, in words: "sampling, 45 %, about 2 min left". */
export function progressLine({
  phase,
  progress,
  secondsLeft,
}: {
  readonly phase: string | null;
  readonly progress: number;
  readonly secondsLeft: number | null;
}): string {
  const left = secondsLeft === null ? [] : [`about ${spanText(secondsLeft)} left`];
  return [phase ?? 'running', `${Math.floor(100 * progress)} %`, ...left].join(', ');
}

function spanText(seconds: number): string {
  if (seconds < SECONDS_PER_MINUTE) return `${Math.ceil(seconds)} s`;
  if (seconds < SECONDS_PER_HOUR) return `${Math.ceil(seconds / SECONDS_PER_MINUTE)} min`;
  return `${(seconds / SECONDS_PER_HOUR).toFixed(1)} h`;
}
