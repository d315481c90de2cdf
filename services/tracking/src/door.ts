import { randomUUID } from 'node:crypto';
import type { Bus } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import type { Clock } from '@stellwerk/service';
import type { Sources } from './adapters/sources.js';
import type { Config } from './config.js';
import type { RateLimiter } from './domain/rate-limiter.js';
import type { SourceContext } from './domain/source-context.js';
import { consentCountMessage, receivedMessages } from './door-messages.js';
import { errors } from './errors.js';
import { parseJson, unpack } from './http/body.js';
import { readSegmentRequest, type SegmentRequest } from './protocols/segment/request.js';
import type { Rejections, RequestFacts } from './rejections.js';
import { createCallSorter } from './sort-calls.js';

/** One HTTP request as the door sees it. */
export interface DoorRequest extends RequestFacts {
  /** Write key of the Authorization header, where there is one. */
  readonly headerWriteKey: string | undefined;
  readonly isBatch: boolean;
  /** Type of a single call, given by its route. */
  readonly routeType: string | undefined;
  readonly body: Buffer;
  readonly userAgent: string | undefined;
  readonly ip: string | undefined;
}

/** What became of a request's calls; the sum is the number of calls. */
export interface Accepted {
  readonly requestId: string;
  readonly kept: number;
  readonly rejected: number;
  readonly withoutConsent: number;
}

export interface DoorDeps {
  readonly sources: Sources;
  readonly limiter: RateLimiter;
  readonly rejections: Rejections;
  readonly bus: Pick<Bus, 'publish'>;
  readonly clock: Clock;
  readonly config: Pick<Config, 'maxBatchBytes' | 'maxEventBytes' | 'maxBatchEvents'>;
}

/**
 * The door: authenticate · bound · parse · consent · contract · minimise, then write. It answers only when the broker has
 * everything that it keeps; there is no buffer in between.
 */
export class Door {
  readonly #sortCalls: ReturnType<typeof createCallSorter>;

  constructor(private readonly deps: DoorDeps) {
    this.#sortCalls = createCallSorter(deps.config);
  }

  /** @throws StellwerkError of the catalogue; UnavailableError while the bus cannot take more. */
  async accept(request: DoorRequest): Promise<Accepted> {
    const receivedAt = this.deps.clock();
    let context = request.headerWriteKey === undefined ? undefined : this.#admit(request.headerWriteKey, receivedAt);
    const { body, contentEncoding } = request;
    let bytes: Buffer = body;
    try {
      bytes = await unpack(body, contentEncoding, this.#limitBytes(request));
      const { text, value } = parseJson(bytes);
      const calls = readSegmentRequest(value, text, request.isBatch);
      context ??= this.#admit(calls.writeKey, receivedAt);
      this.#assertCount(calls);
      return await this.#write(request, calls, bytes.length, context, receivedAt);
    } catch (error) {
      // What a known source sent and the door could not read is kept, as it came, for repair.
      if (error instanceof StellwerkError && context && isOfBody(error)) {
        await this.deps.bus.publish([this.deps.rejections.ofRequest(error, body, request, context, receivedAt)]);
      }
      throw error;
    }
  }

  #admit(writeKey: string | undefined, now: Date): SourceContext {
    if (!writeKey) throw new StellwerkError(errors.WRITE_KEY_MISSING, {}, { field: 'writeKey' });
    const context = this.deps.sources.find(writeKey);
    const { tenant, name, spec } = context.source;
    const limit = spec.maxRequestsPerSecond;
    if (limit !== undefined && !this.deps.limiter.take(`${tenant}/${name}`, limit, now.getTime())) {
      throw new StellwerkError(errors.RATE_LIMITED, { limit });
    }
    return context;
  }

  #limitBytes(request: DoorRequest): number {
    return request.isBatch ? this.deps.config.maxBatchBytes : this.deps.config.maxEventBytes;
  }

  #assertCount({ calls }: SegmentRequest): void {
    const limit = this.deps.config.maxBatchEvents;
    if (calls.length > limit) {
      throw new StellwerkError(errors.BATCH_TOO_LONG, { count: calls.length, limit }, { field: 'batch' });
    }
  }

  async #write(
    request: DoorRequest,
    calls: SegmentRequest,
    bytes: number,
    context: SourceContext,
    receivedAt: Date,
  ): Promise<Accepted> {
    const requestId = randomUUID();
    const { routeType, userAgent, ip } = request;
    const transport = { userAgent, ip };
    const sorted = await this.#sortCalls({ calls, bytes, routeType, context, receivedAt, transport });
    const { tenant, name } = context.source;
    const envelope = { time: receivedAt.toISOString(), source: name, tenant };
    const messages = receivedMessages(sorted.events, requestId, envelope);
    for (const { index, code, field, details } of sorted.refused) {
      const original = Buffer.from(calls.textOf(index));
      const problem = String(details.problem ?? '');
      messages.push(this.deps.rejections.ofEvent({ code, field, problem, original, request, context, receivedAt }));
    }
    if (sorted.withoutConsent > 0) messages.push(consentCountMessage(sorted.withoutConsent, requestId, envelope));
    await this.deps.bus.publish(messages);
    return {
      requestId,
      kept: sorted.events.length,
      rejected: sorted.refused.length,
      withoutConsent: sorted.withoutConsent,
    };
  }
}

/** Errors of what was sent, unlike those of who sent it or of our own state. */
function isOfBody(error: StellwerkError): boolean {
  return error.entry.status === 400 || error.entry.status === 413;
}
