import type { ClickHouseClient } from '@stellwerk/clickhouse';
import { type ClickHousePathsQuery, readClickHousePaths } from './adapters/clickhouse-paths.js';
import { type Attribution, analyse, isTimed } from './domain/analyse.js';
import type { AttributionSpec } from './domain/attribution-spec.js';

/** What is to be analysed, and how. */
export interface AnalysisTask {
  readonly query: Omit<ClickHousePathsQuery, 'by' | 'withTimes'>;
  readonly spec: AttributionSpec;
}

/**
 * Builds a tenant's journeys and analyses them.
 * @throws StellwerkError CLK_UNAVAILABLE and those of `analyse`
 */
export async function analyseTenant(client: ClickHouseClient, { query, spec }: AnalysisTask): Promise<Attribution> {
  const withTimes = isTimed(spec.model);
  const { journeys, unvalued } = await readClickHousePaths(client, { ...query, by: spec.by, withTimes });
  const attribution = analyse(journeys, spec);
  if (unvalued === 0) return attribution;
  const warning = `${unvalued} conversions are not in ${query.currency}; they count, but their value does not`;
  return { ...attribution, warnings: [...attribution.warnings, warning] };
}
