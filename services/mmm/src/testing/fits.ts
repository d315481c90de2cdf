import type { Panel } from '../domain/panel.js';
import type { Interval, ReviewCheck, RunSummary } from '../domain/run-summary.js';
import type { FitRecord } from '../registry/fit-record.js';

export const RUN_ID = 'b7d9f3c4-1111-5222-8333-444455550010';
export const NOW = '2026-11-24T10:00:00.000Z';

/** Two geos, three weeks, one channel. */
export const smallPanel: Panel = {
  grain: 'week',
  dates: ['2026-11-02', '2026-11-09', '2026-11-16'],
  geos: ['BY', 'NW'],
  population: Float64Array.of(13e6, 18e6),
  outcome: Float64Array.of(10, 12, 11, 20, 21, 25),
  valuePerUnit: null,
  columns: new Map([['tv_spend', Float64Array.of(1, 2, 3, 4, 5, 6)]]),
  currency: 'EUR',
  dataHash: 'a9f0c1',
};

export const record = (change: Partial<FitRecord> = {}): FitRecord => ({
  runId: RUN_ID,
  tenant: 'demo',
  model: 'orders',
  specification: { name: 'orders' },
  dataHash: 'a9f0c1',
  warnings: [],
  command: 'stellwerk mmm fit --tenant demo --model orders --seed 1',
  requestedBy: 'token:anna',
  requestedAt: NOW,
  state: 'queued',
  attempts: 0,
  startedAt: null,
  endedAt: null,
  failedChecks: [],
  error: null,
  promotion: 'by-person',
  isTold: false,
  ...change,
});

const interval = (mean: number): Interval => ({ mean, low: mean - 1, high: mean + 1 });
const passed: ReviewCheck = { check: 'convergence', status: 'pass', value: 1.002, threshold: 1.01 };

/** A run of one channel over three weeks that passed; with `failing`, one that did not. */
export function smallSummary(failing: readonly ReviewCheck[] = []): RunSummary {
  const series = { mean: [1, 2, 3], low: [0, 1, 2], high: [2, 3, 4] };
  const quality = { level: 'geo', periods: 3, r2: 0.9, mape: 0.05, wmape: 0.04, crps: 1.2, coverage90: 0.91 } as const;
  return {
    format: 'stellwerk.mmm.run.v1',
    runId: RUN_ID,
    name: 'orders',
    at: '2026-11-24T10:05:00.000Z',
    command: 'stellwerk mmm fit --tenant demo --model orders --seed 1',
    spec: { name: 'orders' },
    dataHash: 'a9f0c1',
    seed: 1,
    versions: { stellwerk: '0.1.0', node: '24.21.0', model: '1' },
    data: {
      grain: 'week',
      from: '2026-11-02',
      to: '2026-11-16',
      periods: 3,
      geos: 2,
      currency: 'EUR',
      outcome: { name: 'orders', unit: 'orders', total: 99, totalValue: null },
    },
    status: failing.length === 0 ? 'published' : 'refused',
    diagnostics: {
      chains: 4,
      warmup: 500,
      draws: 500,
      divergences: 0,
      maxTreeDepthHits: 0,
      ebfmi: [1, 1, 1, 1],
      worstRhat: { parameter: 'sigma', value: 1.002 },
      leastEssBulk: { parameter: 'sigma', value: 900 },
      leastEssTail: { parameter: 'sigma', value: 950 },
      gradients: 10_000,
      seconds: 3.5,
    },
    parameters: [],
    channels: [
      {
        channel: 'TV',
        kind: 'paid',
        spend: 21,
        roi: interval(1.5),
        mroi: interval(1.1),
        contribution: interval(31),
        share: { mean: 0.3, low: 0.2, high: 0.4 },
        costPerOutcome: interval(2),
        halfLife: interval(2),
        carriedOver: { mean: 0.4, low: 0.3, high: 0.5 },
        saturation: null,
        shift: null,
      },
    ],
    media: { contribution: interval(31), share: { mean: 0.3, low: 0.2, high: 0.4 }, roi: interval(1.5) },
    curves: [{ channel: 'TV', points: [{ spend: 21, value: interval(31), marginal: interval(1.1) }] }],
    decomposition: {
      dates: [...smallPanel.dates],
      observed: [30, 33, 36],
      expected: series,
      components: [{ name: 'TV', kind: 'paid', total: interval(6), ...series }],
    },
    fit: [quality],
    holdout: [{ ...quality, periods: 1 }],
    review: [passed, ...failing],
    calibration: [],
    warnings: [{ code: 'SHORT_HISTORY', text: '3 periods are less than 104' }],
  };
}
