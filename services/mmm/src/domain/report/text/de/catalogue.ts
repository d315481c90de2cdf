import type { TextKey } from '../texts.js';
import { findings } from './findings.js';
import { fit } from './fit.js';
import { plan } from './plan.js';

/** Everything that reports say, in German. */
export const de: Readonly<Record<TextKey, string>> = { ...fit, ...findings, ...plan };
