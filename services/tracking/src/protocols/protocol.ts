import type { StellwerkError } from '@stellwerk/contracts';
import type { Result } from '@stellwerk/pipeline';
import type { Call } from '../domain/call.js';
import type { ConsentSignal } from '../domain/consent/signal.js';

/** An HTTP request as adapters see it: unpacked, bounded, not yet read. */
export interface ProtocolRequest {
  readonly method: string;
  /** Path without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The query as it was sent, without its question mark. */
  readonly rawQuery: string;
  /** Lower-case names; repeated headers joined by Node's rules. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** How much of what was sent is to be read: a whole request, or one event of it that is replayed by itself. */
export type Scope = 'request' | 'event';

/** What a request holds, found without understanding the single calls. */
export interface Envelope {
  /** The protocol that the content turned out to be, where several share a route; absent = the one that read it. */
  readonly protocol?: Protocol;
  readonly calls: readonly RawCall[];
  /** Key that names the source, where body or query hold one; the door asks for it only when no header did. */
  readonly sourceKey: string | undefined;
  /** When the request was sent, by the client's clock. */
  readonly sentAt: string | undefined;
  /** Idempotency field of the first call: a visitor who has no id yet gets the same one when the request is repeated. */
  readonly firstId?: string | undefined;
  /** What the request says about consent for all of its calls. */
  readonly signals: readonly ConsentSignal[];
  /** Bytes of what was parsed, where that was packed once more inside of the body or the query. */
  readonly bytes?: number;
  /** What the request says for all of its calls, under what each says itself. */
  readonly shared?: SharedFacts | undefined;
  /** Exact text of the call at an index, as sent; what is kept when it is refused, and read again by `read(…, 'event')`. */
  textOf(index: number): string;
}

/** One object for all calls of a request; no call has a copy of it. */
export interface SharedFacts {
  /** Fields of the context of every call, as parsed. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly library: string | undefined;
  readonly device: { readonly ip: string | undefined; readonly userAgent: string | undefined };
}

export interface RawCall {
  /** The call as parsed, not yet checked. */
  readonly raw: unknown;
  /** JSON path of the call in the request, empty for a single call. */
  readonly path: string;
  /** What is wrong with the call in the light of the whole request; it is refused for it. */
  readonly problem?: { readonly field: string; readonly problem: string };
}

/** What an adapter may need beside the call itself. */
export interface CallFacts {
  readonly request: ProtocolRequest;
  /** `sentAt` of the request, where the call has none of its own. */
  readonly sentAt: string | undefined;
  readonly receivedAtMs: number;
  /** Context that the request gives to all of its calls. */
  readonly sharedContext?: SharedFacts['context'] | undefined;
  /** Currency of amounts that name none. */
  readonly defaultCurrency: string;
  /** The sender asked not to be recognised: ids of its network and its address are left out. */
  readonly isAnonymous: boolean;
  /** Visitor id of the first-party cookie; `undefined` where the source or the protocol has none, or the sender wants none. */
  readonly visitorId: string | undefined;
}

/** What became of a request's calls; the sum is the number of calls. */
export interface Accepted {
  readonly requestId: string;
  readonly kept: number;
  readonly rejected: number;
  readonly withoutConsent: number;
  /** `Set-Cookie` of the first-party cookie; only where consent of every call grants storage. */
  readonly setCookie?: string | undefined;
}

/** A request that the door has taken, and the protocol to answer in. */
export interface Taken {
  readonly accepted: Accepted;
  readonly protocol: Protocol;
}

/** An HTTP answer in the form that clients of a protocol expect. */
export interface Answer {
  readonly status: number;
  readonly contentType?: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * One wire protocol: an object literal per folder, all of one shape. It reads and answers; it decides nothing about consent,
 * identity or storage. Adapters keep what they do not know in `Call.properties`.
 */
export interface Protocol {
  /** Stands in `tracking.rejected` and chooses the adapter of a replay. */
  readonly name: string;
  /** Largest single event in bytes, where the protocol allows more than the door's setting. */
  readonly maxEventBytes?: number;
  /** Largest request in bytes, where the protocol allows less than the door's setting. */
  readonly maxRequestBytes?: number;
  /**
   * JSON fields that may name the source in a body, the surest first; they are also looked for in bodies that cannot be read,
   * so that those are kept.
   */
  readonly keyFields?: readonly string[];
  /** Set where only servers speak the protocol: address and headers of a request then say nothing of the visitor. */
  readonly sentBy?: 'server';
  /** Whether clients of the protocol may be recognised by the first-party cookie of their source. */
  readonly usesCookie?: boolean;
  /** Whether the sender asked not to be recognised: then its address, cookies and forwarded addresses are dropped unseen. */
  isAnonymous?(request: ProtocolRequest): boolean;
  /** Whether a request may be as large as a batch, by what its head says. */
  isBatch(request: ProtocolRequest): boolean;
  /** The JSON of a request, where body or query may hold it in another form. @throws StellwerkError where that is broken */
  payloadOf?(request: ProtocolRequest, body: Buffer): Buffer;
  /** Key that names the source, where the head of the request holds one. */
  sourceKeyOf(request: ProtocolRequest): string | undefined;
  /**
   * Finds the calls of a body, or of the query where the method has no body. `limitBytes`: most that the request may be,
   * unpacked; it bounds what an adapter unpacks itself.
   * @throws StellwerkError of the catalogue when the envelope is not one of this protocol.
   */
  read(request: ProtocolRequest, body: Buffer, scope: Scope, receivedAtMs: number, limitBytes?: number): Envelope;
  /** Understands one call: `dead('EVENT_INVALID', { field, problem })` where it cannot. */
  toCall(raw: unknown, facts: CallFacts): Result<Call>;
  /** Answer to a request whose events are durable. */
  accepted(accepted: Accepted, request: ProtocolRequest): Answer;
  /**
   * Answer to a refusal where clients of the protocol need another one than the problem document (RFC 9457). Outages are
   * refusals too; an answer that is to be repeated later carries `Retry-After`. `isKept`: what was sent is durable in
   * `tracking.rejected`, so that nothing is lost when the client does not repeat it.
   */
  refused?(error: StellwerkError, request: ProtocolRequest, isKept: boolean): Answer | undefined;
}
