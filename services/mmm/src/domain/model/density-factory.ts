import type { Evidence } from '../calibration/evidence.js';
import type { Panel } from '../panel.js';
import type { MmmSpec } from '../spec/mmm-spec.js';
import { compileMix } from './compile.js';
import { type SamplingDensity, samplingDensity } from './sampling-density.js';

/** All that a density is made from; survives a structured clone, so that worker threads can build their own. */
export interface MixRecipe {
  readonly spec: MmmSpec;
  readonly panel: Panel;
  readonly periods: number;
  readonly evidence: Evidence;
}

/** Where worker threads find {@link createDensity}. */
export const DENSITY_MODULE = import.meta.url;

export const createDensity = ({ spec, panel, periods, evidence }: MixRecipe): SamplingDensity =>
  samplingDensity(compileMix(spec, panel, { periods, evidence }));
