import type { TrackedRuns } from '@stellwerk/mmm';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';

type Alarm = TrackedRuns['drift']['alarms'][number];
type Horizon = TrackedRuns['byHorizon'][number];

const right = { align: 'right' as const };
/** JSON has no word for what is not finite, so that a share may be null. */
const percent = (share: number | null) => (share === null ? '–' : `${formatNumber(100 * share, 1)} %`);
const what: Readonly<Record<Alarm['kind'], string>> = {
  higher: 'outcomes are lastingly higher than forecast',
  lower: 'outcomes are lastingly lower than forecast',
  wider: 'outcomes are further from the forecasts than their intervals say',
};

/** The record of forecasts for people: errors and coverage by how far ahead they were made, and alarms. */
export function renderTrack({ runs, points, mape, coverage90, byHorizon, drift }: TrackedRuns): string[] {
  if (points === 0) return ['nothing has come since the data of the published runs'];
  return [
    `${points} forecasts of ${runs.length} runs: MAPE ${percent(mape)}, ${percent(coverage90)} of what came inside the 90 % intervals`,
    ...renderTable<Horizon>(
      [
        { title: 'periods ahead', text: ahead },
        { title: 'forecasts', ...right, text: (one) => String(one.points) },
        { title: 'MAPE', ...right, text: (one) => percent(one.mape) },
        { title: 'in 90 % intervals', ...right, text: (one) => percent(one.coverage90) },
      ],
      byHorizon,
    ),
    ...(drift.alarms.length === 0
      ? ['no drift']
      : drift.alarms.map(({ kind, since, at }) => `drift told on ${at}: ${what[kind]}, likely since ${since}`)),
  ];
}

function ahead({ from, to }: Horizon): string {
  if (to === null || !Number.isFinite(to)) return `${from} and more`;
  return from === to ? String(from) : `${from} to ${to}`;
}
