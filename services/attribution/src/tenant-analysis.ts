import type { ClickHouseClient } from '@stellwerk/clickhouse';
import { StellwerkError } from '@stellwerk/contracts';
import { type ClickHousePathsQuery, readClickHousePaths } from './adapters/clickhouse-paths.js';
import { type Attribution, analyse, isTimed } from './domain/analyse.js';
import type { AttributionSpec } from './domain/attribution-spec.js';
import { errors } from './errors.js';

/** What is to be analysed, and how. */
export interface AnalysisTask {
  readonly query: Omit<ClickHousePathsQuery, 'by' | 'withTimes'>;
  readonly spec: AttributionSpec;
}

/**
 * Builds a tenant's journeys and analyses them.
 * @throws StellwerkError CLK_UNAVAILABLE, ATT_PURPOSE_REFUSED where all conversions are withheld, and those of `analyse`
 */
export async function analyseTenant(client: ClickHouseClient, { query, spec }: AnalysisTask): Promise<Attribution> {
  const withTimes = isTimed(spec.model);
  const { journeys, unvalued, withheld } = await readClickHousePaths(client, { ...query, by: spec.by, withTimes });
  const { purpose, currency } = query;
  if (withheld > 0 && journeys.totals().conversions === 0) {
    throw new StellwerkError(errors.PURPOSE_REFUSED, { purpose, conversions: withheld });
  }
  const attribution = analyse(journeys, spec);
  const missing = [
    ...(unvalued > 0 ? [`${unvalued} conversions are not in ${currency}; they count, but their value does not`] : []),
    ...(withheld > 0 ? [`${withheld} conversions are left out: their persons do not allow ${purpose}`] : []),
  ];
  return missing.length === 0 ? attribution : { ...attribution, warnings: [...attribution.warnings, ...missing] };
}
