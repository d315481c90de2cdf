import { findings } from './findings.js';
import { fit } from './fit.js';
import { plan } from './plan.js';

/** Everything that reports say, in English. */
export const en = { ...fit, ...findings, ...plan } as const;
