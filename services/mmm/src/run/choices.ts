import { readExperiments } from '../domain/calibration/experiment.js';
import type { SpecInput } from '../domain/spec/schema.js';

/** Settings of the sampler that stand in place of those of the specification. */
export interface SamplingChoice {
  readonly seed?: number | undefined;
  readonly chains?: number | undefined;
  readonly warmup?: number | undefined;
  readonly draws?: number | undefined;
}

/** A specification with other settings of the sampler. */
export function withSampling(spec: SpecInput, choice: SamplingChoice): SpecInput {
  const stated = Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
  return Object.keys(stated).length === 0 ? spec : { ...spec, sampling: { ...spec.sampling, ...stated } };
}

/** A specification with measured lifts beside its own. @throws StellwerkError MMM_EXPERIMENT_INVALID */
export function withExperiments(spec: SpecInput, experiments: readonly unknown[]): SpecInput {
  if (experiments.length === 0) return spec;
  const all = readExperiments([...(spec.calibration?.experiments ?? []), ...experiments]);
  return { ...spec, calibration: { ...spec.calibration, experiments: [...all] } };
}
