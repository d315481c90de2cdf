import type { RememberedConsent } from '../domain/consent/remember.js';
import type { SourceContext } from '../domain/source-context.js';
import type { Envelope, Protocol, ProtocolRequest, RawCall } from '../protocols/protocol.js';

/** What all calls of one request share. */
export interface CallOrigin {
  readonly protocol: Protocol;
  readonly request: ProtocolRequest;
  readonly envelope: Envelope;
  readonly context: SourceContext;
  readonly receivedAtMs: number;
  /** What the request of a replay said about consent, as far as its original does not say it. */
  readonly remembered?: RememberedConsent | undefined;
  /** Address of the sender; `undefined` where a replay no longer knows it, or the sender asked not to be recognised. */
  readonly ip: string | undefined;
  /** Where that address is, or was when the request of a replay came; kept where the address itself is not. */
  readonly region: string;
  readonly isAnonymous: boolean;
  readonly visitorId: string | undefined;
}

/** One call of a request on its way through the door. */
export interface IncomingCall extends RawCall {
  readonly origin: CallOrigin;
}
