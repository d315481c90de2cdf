import type { Posterior, SamplerOptions } from '@stellwerk/statistics';
import type { Diagnostics, ParameterSummary } from '../run-summary.js';

/** What the sampler did, without what its draws say. */
export interface SamplerFacts {
  readonly chains: number;
  readonly warmup: number;
  readonly draws: number;
  readonly divergences: number;
  readonly maxTreeDepthHits: number;
  readonly ebfmi: readonly number[];
  readonly gradients: { readonly warmup: number; readonly sampling: number };
}

export function samplerFacts({ chains, draws, maxDepth }: Posterior, { warmup = 1_000 }: SamplerOptions): SamplerFacts {
  const sum = (values: ArrayLike<number>) => Array.from(values).reduce((total, value) => total + value, 0);
  const total = (of: (chain: Posterior['chains'][number]) => number) => sum(chains.map(of));
  return {
    chains: chains.length,
    warmup,
    draws,
    divergences: total(({ divergent }) => sum(divergent)),
    maxTreeDepthHits: total(({ depth }) => depth.filter((one) => one >= maxDepth).length),
    ebfmi: chains.map(({ energy }) => energyFraction(energy)),
    gradients: {
      warmup: total(({ warmupLeapfrogs }) => warmupLeapfrogs),
      sampling: total(({ leapfrogs }) => sum(leapfrogs)),
    },
  };
}

/** Diagnostics of a fit. @param parameters every scalar that must have converged @param seconds that sampling took */
export function diagnosticsOf(
  { gradients, ...facts }: SamplerFacts,
  parameters: readonly ParameterSummary[],
  seconds: number,
): Diagnostics {
  const extreme = (of: (one: ParameterSummary) => number, isWorse: (a: number, b: number) => boolean) => {
    // A scalar that does not vary has no diagnostics: knots of a level that nothing moves, a constant.
    const known = parameters.filter((one) => Number.isFinite(of(one)));
    const worst = known.reduce<ParameterSummary | undefined>(
      (found, one) => (found === undefined || isWorse(of(one), of(found)) ? one : found),
      undefined,
    );
    return { parameter: worst?.name ?? '', value: worst ? of(worst) : Number.NaN };
  };
  return {
    ...facts,
    worstRhat: extreme(
      ({ rhat }) => rhat,
      (a, b) => a > b,
    ),
    leastEssBulk: extreme(
      ({ essBulk }) => essBulk,
      (a, b) => a < b,
    ),
    leastEssTail: extreme(
      ({ essTail }) => essTail,
      (a, b) => a < b,
    ),
    gradients: gradients.warmup + gradients.sampling,
    seconds,
  };
}

/** Energy Bayesian fraction of missing information: mean squared step of the energy by its variance (Betancourt 2016). */
function energyFraction(energy: Float64Array): number {
  const mean = energy.reduce((sum, value) => sum + value, 0) / energy.length;
  let [steps, spread] = [0, 0];
  for (let at = 0; at < energy.length; at++) {
    spread += (energy[at]! - mean) ** 2;
    if (at > 0) steps += (energy[at]! - energy[at - 1]!) ** 2;
  }
  return steps / spread;
}
