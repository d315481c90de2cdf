export { type ClickHousePaths, type ClickHousePathsQuery, readClickHousePaths } from './adapters/clickhouse-paths.js';
export { PathsCsvReader, readPathsCsv } from './adapters/paths-csv.js';
export { type AttributedChannel, type Attribution, analyse, isTimed } from './domain/analyse.js';
export { type AttributionSpec, attributionSpec, type Model, models, parseSpec } from './domain/attribution-spec.js';
export { Journeys, type PathCount, type Touch, UNATTRIBUTED } from './domain/journeys.js';
export { journeyChain, removalEffects } from './domain/markov.js';
export { transformNames } from './domain/transforms.js';
export { errors as attributionErrors } from './errors.js';
