import type { SourceContext } from '../domain/source-context.js';

/** One call of a request on its way through the door. */
export interface IncomingCall {
  /** The call as parsed JSON, not yet checked. */
  readonly raw: unknown;
  /** JSON path of the call in the request, empty for a single call. */
  readonly path: string;
  readonly context: SourceContext;
  readonly receivedAtMs: number;
  /** `sentAt` of the request, where the call has none of its own. */
  readonly requestSentAt: string | undefined;
  /** Type given by the route where the call does not name its own. */
  readonly routeType: string | undefined;
  /** From the transport, where the call's context says nothing. */
  readonly transport: { readonly userAgent: string | undefined; readonly ip: string | undefined };
}
