import { randomUUID } from 'node:crypto';
import { type Bus, headersOf, type OutgoingMessage } from '@stellwerk/bus';
import {
  deterministicId,
  StellwerkError,
  type TrackedEvent,
  trackingCounted,
  trackingReceived,
} from '@stellwerk/contracts';
import type { Clock } from '@stellwerk/service';
import type { Sources } from './adapters/sources.js';
import type { Config } from './config.js';
import type { RateLimiter } from './domain/rate-limiter.js';
import type { SourceContext } from './domain/source-context.js';
import { errors } from './errors.js';
import { parseJson, unpack } from './http/body.js';
import type { createDoorPipeline } from './pipeline/pipeline.js';
import { readSegmentRequest, type SegmentRequest } from './protocols/segment/request.js';
import type { Rejections, RequestFacts } from './rejections.js';

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
  readonly pipeline: ReturnType<typeof createDoorPipeline>;
  readonly rejections: Rejections;
  readonly bus: Pick<Bus, 'publish'>;
  readonly clock: Clock;
  readonly config: Pick<Config, 'maxBatchBytes' | 'maxEventBytes' | 'maxBatchEvents'>;
}

interface Sorted {
  readonly events: TrackedEvent[];
  readonly rejected: OutgoingMessage[];
  withoutConsent: number;
}

/**
 * The door: authenticate · bound · parse · consent · contract · minimise, then write. It answers only when the broker has
 * everything that it keeps; there is no buffer in between.
 */
export class Door {
  constructor(private readonly deps: DoorDeps) {}

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
    const sorted: Sorted = { events: [], rejected: [], withoutConsent: 0 };
    for (const index of calls.calls.keys()) await this.#sort(index, sorted, request, calls, bytes, context, receivedAt);
    const { tenant, name } = context.source;
    const envelope = { time: receivedAt.toISOString(), source: name, tenant };
    const messages = [...receivedMessages(sorted.events, requestId, envelope), ...sorted.rejected];
    if (sorted.withoutConsent > 0) messages.push(countMessage(sorted.withoutConsent, requestId, envelope));
    await this.deps.bus.publish(messages);
    return {
      requestId,
      kept: sorted.events.length,
      rejected: sorted.rejected.length,
      withoutConsent: sorted.withoutConsent,
    };
  }

  async #sort(
    index: number,
    sorted: Sorted,
    request: DoorRequest,
    calls: SegmentRequest,
    bytes: number,
    context: SourceContext,
    receivedAt: Date,
  ): Promise<void> {
    const call = calls.calls[index] as SegmentRequest['calls'][number];
    const reject = (code: string, details: Readonly<Record<string, string | number | boolean>>) => {
      const original = Buffer.from(calls.textOf(index));
      const field = [call.path, details.field].filter((part) => part !== undefined && part !== '').join('.');
      const problem = String(details.problem ?? '');
      sorted.rejected.push(
        this.deps.rejections.ofEvent({ code, field, problem, original, request, context, receivedAt }),
      );
    };
    // Only a request that is larger than one event may hold one that is too large.
    if (bytes > this.deps.config.maxEventBytes) {
      const eventBytes = Buffer.byteLength(calls.textOf(index));
      const limit = this.deps.config.maxEventBytes;
      if (eventBytes > limit) return reject('EVENT_TOO_LARGE', { bytes: eventBytes, limit });
    }
    const outcome = await this.deps.pipeline.run({
      ...call,
      context,
      receivedAtMs: receivedAt.getTime(),
      requestSentAt: calls.sentAt,
      routeType: request.routeType,
      transport: { userAgent: request.userAgent, ip: request.ip },
    });
    if (outcome.kind === 'ok') sorted.events.push(outcome.value.event);
    else if (outcome.kind === 'drop') sorted.withoutConsent += 1;
    else reject(outcome.code, outcome.details);
  }
}

interface Envelope {
  readonly time: string;
  readonly source: string;
  readonly tenant: string;
}

/** One message per person key; the events have passed their contract one by one already. */
function receivedMessages(events: readonly TrackedEvent[], requestId: string, envelope: Envelope): OutgoingMessage[] {
  const { tenant, source, time: receivedAt } = envelope;
  return [...Map.groupBy(events, (event) => event.personKey)].map(([personKey, own]) => ({
    topic: trackingReceived.type,
    key: `${tenant}/${personKey}`,
    value: Buffer.from(JSON.stringify({ tenant, source, requestId, receivedAt, personKey, events: own })),
    headers: headersOf(trackingReceived.type, { ...envelope, id: deterministicId(requestId, personKey) }),
  }));
}

function countMessage(count: number, requestId: string, envelope: Envelope): OutgoingMessage {
  const { tenant, source, time } = envelope;
  const countId = deterministicId('count', requestId, 'consent');
  const hour = `${time.slice(0, 13)}:00:00.000Z`;
  return {
    topic: trackingCounted.type,
    key: `${tenant}/${source}`,
    value: Buffer.from(JSON.stringify({ countId, tenant, source, hour, reason: 'consent', count })),
    headers: headersOf(trackingCounted.type, { ...envelope, id: countId }),
  };
}

/** Errors of what was sent, unlike those of who sent it or of our own state. */
function isOfBody(error: StellwerkError): boolean {
  return error.entry.status === 400 || error.entry.status === 413;
}
