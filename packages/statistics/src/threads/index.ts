export { readCheckpoint, writeCheckpoint } from './checkpoint-file.js';
export { type DensitySource, densityFrom } from './density-source.js';
export { type RunOptions, runChains } from './run-chains.js';
export type { Progress } from './run-monitor.js';
