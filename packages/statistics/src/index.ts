export type { LogDensity } from './log-density.js';
