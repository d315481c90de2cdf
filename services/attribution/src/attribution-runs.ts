import { type Bus, toMessage } from '@stellwerk/bus';
import type { ClickHouseClient } from '@stellwerk/clickhouse';
import { attributionComputed, deterministicId, type PayloadOf } from '@stellwerk/contracts';
import { inSpan } from '@stellwerk/service';
import { readClickHousePaths } from './adapters/clickhouse-paths.js';
import { type Attribution, analyse, isTimed } from './domain/analyse.js';
import type { AttributionSpec } from './domain/attribution-spec.js';

/** What a run is asked for. */
export interface RunRequest {
  readonly tenant: string;
  readonly spec: AttributionSpec;
  readonly from?: string;
  readonly to?: string;
  readonly lookBackDays: number;
  /** Currency of the tenant's values. */
  readonly currency?: string;
}

export interface Run extends Attribution {
  readonly runId: string;
  readonly at: string;
}

/**
 * Builds a tenant's journeys, analyses them, and publishes the result; the warehouse writes it to `results.attribution`. The same
 * data and specification give the same run id.
 */
export class AttributionRuns {
  constructor(
    private readonly client: ClickHouseClient,
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly clock: () => Date,
  ) {}

  async run(request: RunRequest): Promise<Run> {
    const { tenant, spec, from, to, lookBackDays, currency } = request;
    const at = this.clock().toISOString();
    const query = {
      tenant,
      by: spec.by,
      lookBackDays,
      to: to ?? at,
      ...(from !== undefined && { from }),
      ...(currency !== undefined && { currency }),
    };
    const { journeys, unvalued } = await inSpan('build paths', { attributes: { 'stellwerk.tenant': tenant } }, () =>
      readClickHousePaths(this.client, { ...query, withTimes: isTimed(spec.model) }),
    );
    const attribution = await inSpan('analyse', { attributes: { 'stellwerk.model': spec.model } }, async () =>
      analyse(journeys, spec),
    );
    const runId = deterministicId('attribution', tenant, JSON.stringify(spec), lookBackDays, attribution.dataHash);
    await this.#publish(request, { ...attribution, runId, at });
    return { runId, at, ...attribution, warnings: [...attribution.warnings, ...warningsOf(unvalued, currency)] };
  }

  async #publish({ tenant, from, to, lookBackDays, currency }: RunRequest, run: Run): Promise<void> {
    const { warnings: _warnings, transform, channels, ...rest } = run;
    const payload: PayloadOf<typeof attributionComputed> = {
      ...rest,
      tenant,
      transform: [...transform],
      channels: channels.map((credit) => ({ ...credit })),
      lookBackDays,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(currency !== undefined && { currency }),
    };
    const envelope = { id: run.runId, time: run.at, source: 'attribution', tenant };
    await this.bus.publish([toMessage(attributionComputed, payload, envelope)]);
  }
}

function warningsOf(unvalued: number, currency: string | undefined): string[] {
  return unvalued === 0 ? [] : [`${unvalued} conversions are not in ${currency}; they count, but their value does not`];
}
