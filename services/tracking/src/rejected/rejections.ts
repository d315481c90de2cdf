import { headersOf, type OutgoingMessage } from '@stellwerk/bus';
import { deterministicId, type PayloadOf, StellwerkError, trackingRejected } from '@stellwerk/contracts';
import type { Sealer } from '../adapters/sealer.js';
import type { SourceContext } from '../domain/source-context.js';
import { errors } from '../errors.js';

/** What is remembered of the request that something rejected came with. */
export interface RequestFacts {
  readonly route: string;
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
}

export interface RejectedEvent {
  /** Name of the row in the error catalogue. */
  readonly code: string;
  readonly field: string;
  readonly problem: string;
  readonly original: Buffer;
  readonly request: RequestFacts;
  readonly context: SourceContext;
  readonly receivedAt: Date;
}

/** Makes the message of what the door refused: reason, field, and the original under seal. */
export interface Rejections {
  ofEvent(event: RejectedEvent): OutgoingMessage;
  ofRequest(
    error: StellwerkError,
    body: Buffer,
    request: RequestFacts,
    context: SourceContext,
    receivedAt: Date,
  ): OutgoingMessage;
}

type Payload = PayloadOf<typeof trackingRejected>;

/** `keepOriginals` says by tenant whether originals may be kept at all. */
export function createRejections(sealer: Sealer, keepOriginals: (tenant: string) => boolean): Rejections {
  const message = (
    reason: Pick<Payload, 'code' | 'field' | 'detail' | 'scope'>,
    original: Buffer,
    request: RequestFacts,
    { source }: SourceContext,
    receivedAt: Date,
  ): OutgoingMessage => {
    const { tenant, name } = source;
    const at = receivedAt.toISOString();
    // The same bytes refused for the same reason are the same rejection, however often a client repeats them.
    const rejectedId = deterministicId('rejected', tenant, name, reason.code, original.toString('base64'));
    const payload: Payload = {
      rejectedId,
      tenant,
      source: name,
      at,
      ...reason,
      protocol: 'segment',
      route: request.route,
      ...(request.contentType !== undefined && { contentType: request.contentType.slice(0, 128) }),
      ...(request.contentEncoding !== undefined && { contentEncoding: request.contentEncoding.slice(0, 32) }),
      bytes: original.length,
      ...(keepOriginals(tenant) && { sealed: sealer.seal(tenant, original, receivedAt) }),
    };
    return {
      topic: trackingRejected.type,
      key: trackingRejected.key(payload),
      value: Buffer.from(JSON.stringify(trackingRejected.schema.parse(payload))),
      headers: headersOf(trackingRejected.type, { id: rejectedId, time: at, source: name, tenant }),
    };
  };

  return {
    ofEvent({ code, field, problem, original, request, context, receivedAt }) {
      const error = new StellwerkError(errors[code as keyof typeof errors], { problem });
      // One event is kept, not the request around it, so its encoding is plain JSON whatever the request's was.
      const plain = { ...request, contentType: 'application/json', contentEncoding: undefined };
      const reason = { code: error.code, field: field.slice(0, 256), detail: error.message.slice(0, 512) };
      return message({ ...reason, scope: 'event' }, original, plain, context, receivedAt);
    },
    ofRequest(error, body, request, context, receivedAt) {
      const reason = { code: error.code, field: error.field ?? '(body)', detail: error.message.slice(0, 512) };
      return message({ ...reason, scope: 'request' }, body, request, context, receivedAt);
    },
  };
}
