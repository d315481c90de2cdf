import { type Bus, toMessage } from '@stellwerk/bus';
import {
  attributionComputed,
  deterministicId,
  type PayloadOf,
  type Purpose,
  StellwerkError,
} from '@stellwerk/contracts';
import { inSpan } from '@stellwerk/service';
import type { Attribution } from './domain/analyse.js';
import type { AttributionSpec } from './domain/attribution-spec.js';
import { errors } from './errors.js';
import type { AnalysisTask } from './tenant-analysis.js';

/** What a run is asked for. */
export interface RunRequest {
  readonly tenant: string;
  /** What the journeys are used for; events of persons who do not allow it are left out. */
  readonly purpose: Purpose;
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
  readonly purpose: Purpose;
}

/** Builds a tenant's journeys and analyses them. */
export interface Analyses {
  run(task: AnalysisTask): Promise<Attribution>;
}

/** The contract of the event holds no more. */
const MAX_CHANNELS = 2_000;

/**
 * Analyses a tenant's journeys and publishes the result; the warehouse writes it to `results.attribution`. The same data and
 * specification give the same run id.
 */
export class AttributionRuns {
  constructor(
    private readonly analyses: Analyses,
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly clock: () => Date,
  ) {}

  async run(request: RunRequest): Promise<Run> {
    const { tenant, purpose, spec, from, to, lookBackDays, currency } = request;
    const at = this.clock().toISOString();
    const query = {
      tenant,
      purpose,
      lookBackDays,
      to: to ?? at,
      ...(from !== undefined && { from }),
      ...(currency !== undefined && { currency }),
    };
    const attributes = { 'stellwerk.tenant': tenant, 'stellwerk.model': spec.model };
    const attribution = await inSpan('analyse', { attributes }, () => this.analyses.run({ query, spec }));
    const { length } = attribution.channels;
    if (length > MAX_CHANNELS)
      throw new StellwerkError(errors.RESULT_TOO_LARGE, { names: length, limit: MAX_CHANNELS, by: spec.by });
    const specification = JSON.stringify(spec);
    const runId = deterministicId('attribution', tenant, purpose, specification, lookBackDays, attribution.dataHash);
    const run = { runId, at, purpose, ...attribution };
    await this.#publish(request, run);
    return run;
  }

  async #publish({ tenant, from, to, lookBackDays, currency }: RunRequest, run: Run): Promise<void> {
    const { warnings: _warnings, transform, channels, position, ...rest } = run;
    const payload: PayloadOf<typeof attributionComputed> = {
      ...rest,
      tenant,
      transform: [...transform],
      channels: channels.map((credit) => ({ ...credit })),
      ...(position && { position: [...position] }),
      lookBackDays,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(currency !== undefined && { currency }),
    };
    const envelope = { id: run.runId, time: run.at, source: 'attribution', tenant };
    await this.bus.publish([toMessage(attributionComputed, payload, envelope)]);
  }
}
