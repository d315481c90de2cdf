import type { LogDensity } from '../log-density.js';
import { arma } from './arma.js';
import { eightSchools } from './eight-schools.js';
import { garch } from './garch.js';
import { gaussianMixture } from './gaussian-mixture.js';
import type { PosteriorData, ReferencePosterior } from './reference-posterior.js';
import { autoregression, fiveColumns, kidScore, kilpisjarvi, logEarnings, logMesquite } from './regressions.js';

export { type Distance, distanceFrom, type Reference } from './acceptance.js';
export type { PosteriorData, ReferencePosterior } from './reference-posterior.js';

/** Ten models by their name in posteriordb, each made from its data. */
export const referencePosteriors: Readonly<Record<string, (data: PosteriorData) => ReferencePosterior>> = {
  'eight_schools-eight_schools_noncentered': eightSchools,
  'arK-arK': autoregression,
  'arma-arma11': arma,
  'garch-garch11': garch,
  'kidiq-kidscore_momiq': kidScore,
  'earnings-logearn_interaction': logEarnings,
  'mesquite-logmesquite_logvas': logMesquite,
  'kilpisjarvi_mod-kilpisjarvi': kilpisjarvi,
  'low_dim_gauss_mix-low_dim_gauss_mix': gaussianMixture,
  'sblrc-blr': fiveColumns,
};

/** @throws RangeError for a name that is not known */
export function referencePosterior(name: string, data: PosteriorData): ReferencePosterior {
  const make = referencePosteriors[name];
  if (make === undefined) throw new RangeError(`there is no reference posterior ${name}`);
  return make(data);
}

/** The density for threads: see `DensitySource`. */
export function referenceDensity({ name, data }: { readonly name: string; readonly data: PosteriorData }): LogDensity {
  return referencePosterior(name, data).density;
}
