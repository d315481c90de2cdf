import { StellwerkError } from '@stellwerk/contracts';
import type { Backlog } from '@stellwerk/service';
import type { Sources } from './adapters/sources.js';
import type { Config } from './config.js';
import { isListedOrigin } from './domain/origin.js';
import type { RateLimiter } from './domain/rate-limiter.js';
import type { SourceContext } from './domain/source-context.js';
import { errors } from './errors.js';
import type { ProtocolRequest } from './protocols/protocol.js';

export interface AdmissionDeps {
  readonly sources: Pick<Sources, 'find'>;
  readonly limiter: RateLimiter;
  readonly backlog: Pick<Backlog, 'overdue'>;
  readonly config: Pick<Config, 'maxRefusalsPerSecond'>;
}

/** Who may send now: a source that exists and is enabled, from a page that it lists, within its limits. */
export class Admission {
  constructor(private readonly deps: AdmissionDeps) {}

  /**
   * The source that a key names. Addresses are only counted by, in memory.
   * @throws StellwerkError TRK_WRITE_KEY_MISSING, TRK_WRITE_KEY_UNKNOWN, TRK_SOURCE_DISABLED, TRK_POLICY_MISSING,
   * TRK_ORIGIN_REFUSED, TRK_RATE_LIMITED, TRK_BACKLOG_TOO_OLD
   */
  admit(
    key: string | undefined,
    { headers }: ProtocolRequest,
    address: string | undefined,
    nowMs: number,
  ): SourceContext {
    const context = this.#find(key, address, nowMs);
    const { tenant, name, spec } = context.source;
    // Servers send no Origin, browsers cannot leave it out.
    if (headers.origin !== undefined && spec.allowedOrigins && !isListedOrigin(headers.origin, spec.allowedOrigins)) {
      throw new StellwerkError(errors.ORIGIN_REFUSED, {}, { field: 'Origin' });
    }
    this.#limit(`source/${tenant}/${name}`, spec.maxRequestsPerSecond, nowMs, 'requests of this source');
    const perAddress = spec.maxRequestsPerSecondPerAddress;
    this.#limit(`address/${tenant}/${name}/${address}`, perAddress, nowMs, 'requests of this address');
    // What is accepted now would be deleted before anybody has taken it.
    const { overdue } = this.deps.backlog;
    if (overdue !== null) throw new StellwerkError(errors.BACKLOG_TOO_OLD);
    return context;
  }

  /** @throws StellwerkError TRK_RATE_LIMITED */
  limitEvents({ source }: SourceContext, events: number, nowMs: number): void {
    const { tenant, name, spec } = source;
    this.#limit(`events/${tenant}/${name}`, spec.maxEventsPerSecond, nowMs, 'events of this source', events);
  }

  /** Who tries keys does not learn faster than the limit allows. */
  #find(key: string | undefined, address: string | undefined, nowMs: number): SourceContext {
    try {
      if (!key) throw new StellwerkError(errors.WRITE_KEY_MISSING, {}, { field: 'writeKey' });
      return this.deps.sources.find(key);
    } catch (error) {
      const { maxRefusalsPerSecond } = this.deps.config;
      this.#limit(`refused/${address}`, maxRefusalsPerSecond, nowMs, 'refused requests of this address');
      throw error;
    }
  }

  #limit(bucket: string, perSecond: number | undefined, nowMs: number, what: string, cost = 1): void {
    if (perSecond === undefined || this.deps.limiter.take(bucket, perSecond, nowMs, cost)) return;
    throw new StellwerkError(errors.RATE_LIMITED, { limit: perSecond, what });
  }
}
