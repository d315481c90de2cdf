import { randomUUID } from 'node:crypto';
import type { Bus, OutgoingMessage } from '@stellwerk/bus';
import { deterministicId, StellwerkError } from '@stellwerk/contracts';
import type { Backlog, Clock } from '@stellwerk/service';
import type { IdentifierVault, SealedIdentifier } from './adapters/identifier-vault.js';
import type { Sources } from './adapters/sources.js';
import { Admission } from './admission.js';
import type { ClientReader } from './clients/client-reader.js';
import type { Config } from './config.js';
import type { ConsentBook } from './consent/consent-book.js';
import type { ConsentChanges, PreparedChanges } from './consent/consent-changes.js';
import { type RegionOf, UNKNOWN_REGION } from './domain/consent/region.js';
import type { RateLimiter } from './domain/rate-limiter.js';
import type { SourceContext } from './domain/source-context.js';
import { setCookieHeader } from './domain/visitor-cookie.js';
import { consentCountMessage, receivedMessages, sealedMessage } from './door-messages.js';
import { errors } from './errors.js';
import { unpack } from './http/body.js';
import { keyInBody } from './http/key-in-body.js';
import type { CallOrigin } from './pipeline/call.js';
import { rememberAround } from './pipeline/request-signals.js';
import type { Accepted, Envelope, Protocol, ProtocolRequest, Taken } from './protocols/protocol.js';
import { protocolNamed } from './protocols/registry.js';
import { KeptError } from './rejected/kept-error.js';
import { originalOf, requestOf } from './rejected/original.js';
import type { Rejected } from './rejected/rejected-log.js';
import type { Rejections } from './rejected/rejections.js';
import { createCallSorter, type RefusedCall, type SortedCalls } from './sort-calls.js';
import { visitorIdOf, withoutTraces } from './visitor.js';

/** Refused calls of a request are kept one by one up to this many times the largest batch. */
const MOST_REFUSED = 8;

/** One HTTP request as the door sees it. */
export interface DoorRequest extends ProtocolRequest {
  readonly body: Buffer;
  readonly ip: string | undefined;
}

export interface DoorDeps {
  readonly sources: Sources;
  readonly limiter: RateLimiter;
  readonly rejections: Rejections;
  readonly vault: Pick<IdentifierVault, 'seal' | 'confirm'>;
  readonly readClient: ClientReader;
  readonly bus: Pick<Bus, 'publish'>;
  readonly backlog: Pick<Backlog, 'overdue'>;
  readonly clock: Clock;
  readonly regionOf: RegionOf;
  readonly consentBook: Pick<ConsentBook, 'permitted'>;
  readonly consentChanges: ConsentChanges;
  readonly config: Pick<Config, 'maxBatchBytes' | 'maxEventBytes' | 'maxBatchEvents' | 'maxRefusalsPerSecond'>;
}

/** What is to be written of a request, and what its sender is told. */
interface Kept {
  readonly messages: readonly OutgoingMessage[];
  /** What is under seal among the messages; it need not travel again once they are durable. */
  readonly sealed: readonly SealedIdentifier[];
  readonly tenant: string;
  readonly accepted: Accepted;
  /** Statements about consent among the messages. */
  readonly statements: Pick<PreparedChanges, 'undo'>;
}

/**
 * The door: authenticate · bound · parse · consent · contract · minimise, then write. It answers only when the broker has
 * everything that it keeps; there is no buffer in between.
 */
export class Door {
  readonly #sortCalls: ReturnType<typeof createCallSorter>;
  readonly #admission: Admission;

  constructor(private readonly deps: DoorDeps) {
    const { config, regionOf, readClient, consentBook } = deps;
    this.#sortCalls = createCallSorter({ ...config, regionOf, readClient, consentBook });
    this.#admission = new Admission(deps);
  }

  /**
   * @throws KeptError where what was sent is refused and kept for repair; any other StellwerkError of the catalogue;
   * UnavailableError while the bus cannot take more.
   */
  async accept(protocol: Protocol, request: DoorRequest): Promise<Taken> {
    const receivedAt = this.deps.clock();
    const { body, ip: address, ...sent } = request;
    const isAnonymous = protocol.isAnonymous?.(sent) ?? false;
    const head = isAnonymous ? withoutTraces(sent) : sent;
    const ip = isAnonymous ? undefined : address;
    const regionIn = ({ tenant }: SourceContext) => this.deps.regionOf(address, tenant.spec.region);
    const headKey = protocol.sourceKeyOf(head);
    const nowMs = receivedAt.getTime();
    let context = headKey === undefined ? undefined : this.#admission.admit(headKey, head, address, nowMs);
    let unpacked: Buffer | undefined;
    try {
      const isBatch = protocol.isBatch(head);
      const limitBytes = this.#limitBytes(protocol, isBatch);
      unpacked = await unpack(body, head.headers['content-encoding'], limitBytes);
      const envelope = protocol.read(head, unpacked, 'request', nowMs, limitBytes);
      context ??= this.#admission.admit(envelope.sourceKey, head, address, nowMs);
      this.#assertCount(envelope);
      this.#admission.limitEvents(context, envelope.calls.length, nowMs);
      const spoken = envelope.protocol ?? protocol;
      const visitorId = isAnonymous ? undefined : visitorIdOf(spoken, head, envelope, context);
      const sender = { ip, region: regionIn(context), isAnonymous, visitorId };
      const origin = { protocol: spoken, request: head, envelope, context, receivedAtMs: nowMs, ...sender };
      const sorted = await this.#sortCalls({ origin, bytes: envelope.bytes ?? unpacked.length });
      const accepted = await this.#write(this.#keep(randomUUID(), origin, sorted));
      // A batch goes on without what is wrong with it; who sent a single call is told.
      const [refused] = sorted.refused;
      if (refused && !isBatch) throw new KeptError(errorOf(refused));
      return { accepted, protocol: spoken };
    } catch (error) {
      if (!(error instanceof StellwerkError) || error instanceof KeptError || !isOfBody(error)) throw error;
      // What a known source sent and the door could not read is kept, as it came, for repair.
      const key = context ? undefined : await keyInBody(protocol, head, body, unpacked);
      if (key) context ??= this.#admission.admit(key, head, address, nowMs);
      if (!context) throw error;
      const around = { protocol, request: head, context, receivedAtMs: nowMs, ip, region: regionIn(context) };
      const consent = rememberAround(around, this.deps.regionOf);
      // What cannot be read counts as one call, whatever number it meant to be.
      const origin = { protocol, request: head, context, receivedAt, consent, requestId: randomUUID(), calls: 1 };
      await this.deps.bus.publish([this.deps.rejections.ofRequest(error, originalOf(request), origin)]);
      throw new KeptError(error);
    }
  }

  /**
   * Takes what was refused again, as of the time it came: the same source, the same pipeline, today's policy. What is still
   * wrong with it is told to the caller; only the single events of a request that can be read now are rejected anew.
   * @throws StellwerkError of the catalogue; UnavailableError while the bus cannot take more.
   */
  async replay(rejected: Omit<Rejected, 'sealed'>, original: Buffer): Promise<Accepted> {
    const { rejectedId, tenant, source, scope } = rejected;
    const context = this.deps.sources.named(tenant, source);
    const protocol = protocolNamed(rejected.protocol);
    const { body, ...request } = requestOf(rejected, original);
    const isBatch = protocol.isBatch(request) && scope === 'request';
    const limitBytes = this.#limitBytes(protocol, isBatch);
    const unpacked = await unpack(body, request.headers['content-encoding'], limitBytes);
    const envelope = protocol.read(request, unpacked, scope, Date.parse(rejected.at), limitBytes);
    this.#assertCount(envelope);
    const receivedAtMs = Date.parse(rejected.at);
    const isAnonymous = rejected.anonymous ?? false;
    const remembered = rejected.consent;
    const region = remembered?.region ?? UNKNOWN_REGION;
    const sender = { ip: undefined, region, isAnonymous, visitorId: undefined, remembered };
    const origin = { protocol: envelope.protocol ?? protocol, request, envelope, context, receivedAtMs, ...sender };
    const sorted = await this.#sortCalls({ origin, bytes: envelope.bytes ?? unpacked.length });
    const [refused] = sorted.refused;
    if (refused && scope === 'event') throw errorOf(refused);
    // The same bytes are the same request, however often they are replayed.
    const requestId = deterministicId('replay', rejectedId, unpacked.toString('base64'));
    return this.#write(this.#keep(requestId, origin, sorted));
  }

  #limitBytes({ maxEventBytes, maxRequestBytes }: Protocol, isBatch: boolean): number {
    const { config } = this.deps;
    const limit = isBatch ? config.maxBatchBytes : Math.max(config.maxEventBytes, maxEventBytes ?? 0);
    return Math.min(limit, maxRequestBytes ?? limit);
  }

  #assertCount({ calls }: Envelope): void {
    const limit = this.deps.config.maxBatchEvents;
    if (calls.length > limit) {
      throw new StellwerkError(errors.BATCH_TOO_LONG, { count: calls.length, limit }, { field: 'batch' });
    }
  }

  /** Makes what is kept of a request durable, all at once. While it waits, nothing of the request but the messages is held. */
  async #write({ messages, sealed, tenant, accepted, statements }: Kept): Promise<Accepted> {
    await this.deps.bus.publish(messages).catch((error: unknown) => {
      statements.undo();
      throw error;
    });
    for (const identifier of sealed) this.deps.vault.confirm(tenant, identifier);
    return accepted;
  }

  #rejectedMessages(requestId: string, origin: CallOrigin, refused: readonly RefusedCall[]): OutgoingMessage[] {
    if (refused.length === 0) return [];
    const { protocol, request, envelope, context } = origin;
    const consent = rememberAround(origin, this.deps.regionOf);
    const calls = envelope.calls.length;
    const receivedAt = new Date(origin.receivedAtMs);
    const rejected = { protocol, request, context, receivedAt, consent, requestId, calls };
    const originals = this.#originalsOf(envelope, refused);
    return refused.map(({ code, field, details }, place) => {
      const reason = { code, field, problem: String(details.problem ?? '') };
      return this.deps.rejections.ofEvent(reason, originals[place] as Buffer, rejected);
    });
  }

  /**
   * Calls that are kept with what they share may be many times their request. Beyond a bound the request is refused, and kept
   * as it came.
   * @throws StellwerkError TRK_REFUSED_TOO_LARGE
   */
  #originalsOf({ textOf }: Envelope, refused: readonly RefusedCall[]): Buffer[] {
    const limit = this.deps.config.maxBatchBytes * MOST_REFUSED;
    let bytes = 0;
    return refused.map(({ index }) => {
      const original = Buffer.from(textOf(index));
      bytes += original.length;
      if (bytes > limit) throw new StellwerkError(errors.REFUSED_TOO_LARGE, { limit }, { field: '(body)' });
      return original;
    });
  }

  #keep(requestId: string, origin: CallOrigin, sorted: SortedCalls): Kept {
    const { request, envelope, context, visitorId } = origin;
    const { tenant, name, spec } = context.source;
    const receivedAt = new Date(origin.receivedAtMs);
    const calls = envelope.calls.length;
    const attributes = { time: receivedAt.toISOString(), source: name, tenant, requestId, calls };
    const messages = receivedMessages(sorted.events, attributes);
    messages.push(...this.#rejectedMessages(requestId, origin, sorted.refused));
    const sealed = sorted.toSeal.flatMap(({ key, value, purposes }) => {
      return this.deps.vault.seal(tenant, key, value, purposes) ?? [];
    });
    messages.push(...sealed.map((identifier) => sealedMessage(identifier, attributes)));
    const statements = this.deps.consentChanges.ofClient(tenant, name, sorted.statements);
    messages.push(...statements.messages);
    const { withoutConsent } = sorted;
    if (withoutConsent > 0) messages.push(consentCountMessage(withoutConsent, attributes));
    const accepted = { requestId, kept: sorted.events.length, rejected: sorted.refused.length, withoutConsent };
    const kept = { messages, sealed, tenant, accepted, statements };
    // One call that may not be stored is reason enough to leave nothing in the browser, nor may what is only counted cookieless.
    const isIdentified = sorted.events.every(({ consent }) => consent.mode !== 'cookieless');
    const isGranted = accepted.kept > 0 && withoutConsent === 0 && isIdentified;
    if (!isGranted || !spec.cookie || visitorId === undefined) return kept;
    const setCookie = setCookieHeader(visitorId, spec.cookie, request.headers.origin, receivedAt);
    return { ...kept, accepted: { ...accepted, setCookie } };
  }
}

function errorOf({ code, field, details }: RefusedCall): StellwerkError {
  return new StellwerkError(errors[code as keyof typeof errors], details, { field: field === '' ? '(body)' : field });
}

/** Errors of what was sent, unlike those of who sent it or of our own state. */
function isOfBody(error: StellwerkError): boolean {
  return error.entry.status === 400 || error.entry.status === 413;
}
