import type { Diagnostics, Interval, ParameterSummary, RunSummary } from '../domain/run-summary.js';

export const parameter = (name: string, change: Partial<ParameterSummary> = {}): ParameterSummary => ({
  name,
  mean: 1,
  sd: 0.1,
  q05: 0.84,
  q50: 1,
  q95: 1.16,
  rhat: 1.001,
  essBulk: 2_000,
  essTail: 1_500,
  mcse: 0.002,
  ...change,
});

export const diagnostics = (change: Partial<Diagnostics> = {}): Diagnostics => ({
  chains: 4,
  warmup: 1_000,
  draws: 1_000,
  divergences: 0,
  maxTreeDepthHits: 0,
  ebfmi: [0.9, 1, 0.95, 1.1],
  worstRhat: { parameter: 'alpha', value: 1.001 },
  leastEssBulk: { parameter: 'alpha', value: 2_000 },
  leastEssTail: { parameter: 'alpha', value: 1_500 },
  gradients: 100_000,
  seconds: 3,
  ...change,
});

/** An interval with its middle at the mean. */
export const around = (mean: number, half: number): Interval => ({ mean, low: mean - half, high: mean + half });

/** A run of which only what a comparison looks at is filled in. */
export function comparableRun(
  runId: string,
  returns: Readonly<Record<string, readonly [mean: number, sd: number]>>,
  change: Partial<RunSummary> = {},
): Pick<RunSummary, 'runId' | 'dataHash' | 'spec' | 'channels'> {
  return {
    runId,
    dataHash: 'a',
    spec: { name: 'mix' },
    channels: Object.entries(returns).map(([channel, [mean, sd]]) => ({
      channel,
      kind: 'paid',
      spend: 100,
      roi: around(mean, 1.645 * sd),
      mroi: around(mean / 2, sd),
      contribution: around(100 * mean, 164.5 * sd),
      share: around(mean / 10, sd / 10),
      costPerOutcome: null,
      halfLife: around(1, 0.1),
      carriedOver: around(0.4, 0.1),
      saturation: null,
      shift: { priorMean: 1.8, priorSd: 2, posteriorMean: mean, posteriorSd: sd },
    })),
    ...change,
  };
}
