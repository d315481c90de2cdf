import { normalQuantile } from '@stellwerk/statistics';
import type { TrackedPoint } from './tracking.js';

/** Standard deviations that a period may be off before it adds to the sum: half of the shift to be found. */
const ALLOWANCE = 0.5;
/** Sum at which the alarm is given. */
const DECISION = 5;
/** Mean and standard deviation of √|z| for a standard normal z (Hawkins 1981). */
const ROOT = { mean: 0.82218, sd: 0.34915 } as const;

export type Drift = 'higher' | 'lower' | 'wider';

export interface DriftAlarm {
  readonly kind: Drift;
  /** Period in which the sum passed the limit. */
  readonly at: string;
  /** Period in which the sum last began to grow: the likely beginning of the drift. */
  readonly since: string;
}

export interface DriftReport {
  /** In the order of their periods; empty while the forecasts hold. What lasts gives another alarm whenever its sum has grown anew. */
  readonly alarms: readonly DriftAlarm[];
  /** Sums of each kind after each period; after an alarm a sum begins at 0 again. */
  readonly sums: readonly ({ readonly date: string } & Readonly<Record<Drift, number>>)[];
}

/**
 * Whether what happens still is what was forecast. Each period's surprise becomes a standard normal score z; three sums
 * `S = max(0, S + score − 0.5)` watch for outcomes above (z) and below (−z) the forecasts and for intervals that are too narrow
 * ((√|z| − 0.822)/0.349). An alarm is given at 5: a lasting shift by one standard deviation is found after about 10 periods, and while
 * nothing changes a sum gives a false alarm about once in 900 periods (Montgomery, Introduction to Statistical Quality Control, 9.1).
 * Then the sum begins anew, so that a model that was fitted again is judged by what came since.
 * One forecast per period counts: the last that was made before it.
 */
export function watchDrift(tracked: readonly TrackedPoint[]): DriftReport {
  const latest = new Map<string, TrackedPoint>();
  for (const point of tracked) {
    const known = latest.get(point.date);
    if (!known || point.horizon < known.horizon) latest.set(point.date, point);
  }
  const periods = [...latest.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
  const alarms: DriftAlarm[] = [];
  const state = { higher: 0, lower: 0, wider: 0 };
  const since: Record<Drift, string> = { higher: '', lower: '', wider: '' };
  const sums = periods.map(({ date, surprise }) => {
    const z = normalQuantile(surprise);
    const scores = { higher: z, lower: -z, wider: (Math.sqrt(Math.abs(z)) - ROOT.mean) / ROOT.sd };
    for (const kind of ['higher', 'lower', 'wider'] as const) {
      const before = state[kind] >= DECISION ? 0 : state[kind];
      state[kind] = Math.max(0, before + scores[kind] - ALLOWANCE);
      if (before === 0) since[kind] = date;
      if (state[kind] >= DECISION) alarms.push({ kind, at: date, since: since[kind] });
    }
    return { date, ...state };
  });
  return { alarms, sums };
}
