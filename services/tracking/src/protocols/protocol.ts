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
  /** Lower-case names; repeated headers joined by Node's rules. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/** How much of what was sent is to be read: a whole request, or one event of it that is replayed by itself. */
export type Scope = 'request' | 'event';

/** What a request holds, found without understanding the single calls. */
export interface Envelope {
  readonly calls: readonly RawCall[];
  /** Key that names the source, where body or query hold one; the door asks for it only when no header did. */
  readonly sourceKey: string | undefined;
  /** When the request was sent, by the client's clock. */
  readonly sentAt: string | undefined;
  /** What the request says about consent for all of its calls. */
  readonly signals: readonly ConsentSignal[];
  /** Exact text of the call at an index, as sent; what is kept when it is refused, and read again by `read(…, 'event')`. */
  textOf(index: number): string;
}

export interface RawCall {
  /** The call as parsed, not yet checked. */
  readonly raw: unknown;
  /** JSON path of the call in the request, empty for a single call. */
  readonly path: string;
}

/** What an adapter may need beside the call itself. */
export interface CallFacts {
  readonly request: ProtocolRequest;
  /** `sentAt` of the request, where the call has none of its own. */
  readonly sentAt: string | undefined;
  readonly receivedAtMs: number;
  /** Currency of amounts that name none. */
  readonly defaultCurrency: string;
}

/** What became of a request's calls; the sum is the number of calls. */
export interface Accepted {
  readonly requestId: string;
  readonly kept: number;
  readonly rejected: number;
  readonly withoutConsent: number;
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
  /** Whether a request may be as large as a batch, by what its head says. */
  isBatch(request: ProtocolRequest): boolean;
  /** Key that names the source, where the head of the request holds one. */
  sourceKeyOf(request: ProtocolRequest): string | undefined;
  /**
   * Finds the calls of a body, or of the query where the method has no body.
   * @throws StellwerkError of the catalogue when the envelope is not one of this protocol.
   */
  read(request: ProtocolRequest, body: Buffer, scope: Scope): Envelope;
  /** Understands one call: `dead('EVENT_INVALID', { field, problem })` where it cannot. */
  toCall(raw: unknown, facts: CallFacts): Result<Call>;
  /** Answer to a request whose events are durable. */
  accepted(accepted: Accepted, request: ProtocolRequest): Answer;
  /** Answer to a refusal where clients of the protocol need another one than the problem document (RFC 9457). */
  refused?(error: StellwerkError, request: ProtocolRequest): Answer | undefined;
}
