import { randomUUID } from 'node:crypto';
import type { Bus, OutgoingMessage } from '@stellwerk/bus';
import { deterministicId, StellwerkError } from '@stellwerk/contracts';
import type { Clock } from '@stellwerk/service';
import type { Sources } from './adapters/sources.js';
import type { Config } from './config.js';
import type { RateLimiter } from './domain/rate-limiter.js';
import type { SourceContext } from './domain/source-context.js';
import { consentCountMessage, receivedMessages } from './door-messages.js';
import { errors } from './errors.js';
import { parseJson, unpack } from './http/body.js';
import { readSegmentRequest, type SegmentRequest } from './protocols/segment/request.js';
import { segmentRoute } from './protocols/segment/route.js';
import type { Rejected } from './rejected/rejected-log.js';
import type { Rejections, RequestFacts } from './rejected/rejections.js';
import { type CallsOfRequest, createCallSorter, type RefusedCall, type SortedCalls } from './sort-calls.js';

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

/** A request that has been read, on its way through the pipeline. */
interface Passage extends CallsOfRequest {
  readonly requestId: string;
}

/** What is to be written of a request, and what its sender is told. */
interface Kept {
  readonly messages: readonly OutgoingMessage[];
  readonly accepted: Accepted;
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
      const { route, contentType, routeType, userAgent, ip } = request;
      const transport = { userAgent, ip };
      const passage = {
        requestId: randomUUID(),
        calls,
        bytes: bytes.length,
        routeType,
        context,
        receivedAt,
        transport,
      };
      const sorted = await this.#sortCalls(passage);
      return await this.#write(this.#keep({ route, contentType, contentEncoding, ...passage }, sorted));
    } catch (error) {
      // What a known source sent and the door could not read is kept, as it came, for repair.
      if (error instanceof StellwerkError && context && isOfBody(error)) {
        await this.deps.bus.publish([this.deps.rejections.ofRequest(error, body, request, context, receivedAt)]);
      }
      throw error;
    }
  }

  /**
   * Takes what was refused again, as of the time it came: the same source, the same pipeline, today's policy. What is still
   * wrong with it is told to the caller; only the single events of a request that can be read now are rejected anew.
   * @throws StellwerkError of the catalogue; UnavailableError while the bus cannot take more.
   */
  async replay(rejected: Omit<Rejected, 'sealed'>, body: Buffer): Promise<Accepted> {
    const { rejectedId, tenant, source, scope, route, contentType, contentEncoding } = rejected;
    const context = this.deps.sources.named(tenant, source);
    const ofRoute = segmentRoute(route);
    const isBatch = ofRoute.isBatch && scope === 'request';
    const unpacked = await unpack(body, contentEncoding, this.#limitBytes({ isBatch }));
    const { text, value } = parseJson(unpacked);
    const calls = readSegmentRequest(value, text, isBatch);
    this.#assertCount(calls);
    const passage = {
      // The same bytes are the same request, however often they are replayed.
      requestId: deterministicId('replay', rejectedId, unpacked.toString('base64')),
      calls,
      bytes: unpacked.length,
      routeType: ofRoute.routeType,
      context,
      receivedAt: new Date(rejected.at),
      transport: { userAgent: undefined, ip: undefined },
    };
    const sorted = await this.#sortCalls(passage);
    const [refused] = sorted.refused;
    if (refused && scope === 'event') throw errorOf(refused);
    return this.#write(this.#keep({ route, contentType, contentEncoding, ...passage }, sorted));
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

  #limitBytes({ isBatch }: { readonly isBatch: boolean }): number {
    return isBatch ? this.deps.config.maxBatchBytes : this.deps.config.maxEventBytes;
  }

  #assertCount({ calls }: SegmentRequest): void {
    const limit = this.deps.config.maxBatchEvents;
    if (calls.length > limit) {
      throw new StellwerkError(errors.BATCH_TOO_LONG, { count: calls.length, limit }, { field: 'batch' });
    }
  }

  /** Makes what is kept of a request durable, all at once. While it waits, nothing of the request but the messages is held. */
  async #write({ messages, accepted }: Kept): Promise<Accepted> {
    await this.deps.bus.publish(messages);
    return accepted;
  }

  #keep(request: RequestFacts & Passage, sorted: SortedCalls): Kept {
    const { requestId, calls, context, receivedAt } = request;
    const { tenant, name } = context.source;
    const envelope = { time: receivedAt.toISOString(), source: name, tenant };
    const messages = receivedMessages(sorted.events, requestId, envelope);
    for (const { index, code, field, details } of sorted.refused) {
      const original = Buffer.from(calls.textOf(index));
      const problem = String(details.problem ?? '');
      messages.push(this.deps.rejections.ofEvent({ code, field, problem, original, request, context, receivedAt }));
    }
    const { withoutConsent } = sorted;
    if (withoutConsent > 0) messages.push(consentCountMessage(withoutConsent, requestId, envelope));
    const rejected = sorted.refused.length;
    return { messages, accepted: { requestId, kept: sorted.events.length, rejected, withoutConsent } };
  }
}

function errorOf({ code, field, details }: RefusedCall): StellwerkError {
  return new StellwerkError(errors[code as keyof typeof errors], details, { field: field === '' ? '(body)' : field });
}

/** Errors of what was sent, unlike those of who sent it or of our own state. */
function isOfBody(error: StellwerkError): boolean {
  return error.entry.status === 400 || error.entry.status === 413;
}
