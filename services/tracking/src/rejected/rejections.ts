import type { OutgoingMessage } from '@stellwerk/bus';
import { deterministicId, type PayloadOf, StellwerkError, trackingRejected } from '@stellwerk/contracts';
import type { Sealer } from '../adapters/sealer.js';
import type { RememberedConsent } from '../domain/consent/remember.js';
import type { SourceContext } from '../domain/source-context.js';
import { doorHeaders } from '../door-messages.js';
import { errors } from '../errors.js';
import type { OversizeBody } from '../http/oversize-body.js';
import type { Protocol, ProtocolRequest } from '../protocols/protocol.js';
import { rejectedField } from './rejected-field.js';

/** The request that something rejected came with. */
export interface RejectedOrigin {
  readonly protocol: Protocol;
  readonly request: ProtocolRequest;
  readonly context: SourceContext;
  readonly receivedAt: Date;
  /** What the request said about consent, as far as the original that is kept does not say it. */
  readonly consent: RememberedConsent;
  readonly requestId: string;
  /** Calls of the request. */
  readonly calls: number;
}

/** Why one event was refused. */
export interface EventReason {
  /** Name of the row in the error catalogue. */
  readonly code: string;
  readonly field: string;
  readonly problem: string;
}

/** Why one row of a file was refused. */
export interface RowReason {
  /** Code of the catalogue, with its prefix. */
  readonly code: string;
  /** `row[17].total` */
  readonly field: string;
  /** Why, without values of the row. */
  readonly detail: string;
}

/** Makes the message of what the door refused: reason, field, and the original under seal. */
export interface Rejections {
  ofEvent(reason: EventReason, original: Buffer, origin: RejectedOrigin): OutgoingMessage;
  ofRequest(error: StellwerkError, original: Buffer, origin: RejectedOrigin): OutgoingMessage;
  /** Of a body that is larger than is read: only its beginning is kept. */
  ofOversize(error: StellwerkError, body: OversizeBody, origin: RejectedOrigin): OutgoingMessage;
  ofRow(reason: RowReason, original: Buffer, origin: RejectedOrigin): OutgoingMessage;
}

type Payload = PayloadOf<typeof trackingRejected>;

/** What is known of an original that is not kept whole. */
interface Part {
  readonly bytes: number;
  readonly sha256: string | undefined;
}

/** `keepOriginals` says by tenant whether originals may be kept at all. */
export function createRejections(sealer: Sealer, keepOriginals: (tenant: string) => boolean): Rejections {
  const message = (
    reason: Pick<Payload, 'code' | 'field' | 'detail' | 'scope' | 'contentType' | 'contentEncoding'>,
    original: Buffer,
    { protocol, request, context, receivedAt, consent, requestId, calls }: RejectedOrigin,
    part?: Part,
  ): OutgoingMessage => {
    const { tenant, name } = context.source;
    const at = receivedAt.toISOString();
    // The same bytes refused for the same reason are the same rejection, however often a client repeats them.
    const content = part?.sha256 ?? `${part?.bytes ?? ''}${original.toString('base64')}`;
    const rejectedId = deterministicId('rejected', tenant, name, reason.code, content);
    const payload: Payload = {
      rejectedId,
      tenant,
      source: name,
      at,
      ...reason,
      protocol: protocol.name,
      method: request.method,
      route: request.path.slice(0, 256),
      ...(protocol.isAnonymous?.(request) && { anonymous: true }),
      consent: { ...consent, signals: [...consent.signals] },
      bytes: part?.bytes ?? original.length,
      ...(part?.sha256 !== undefined && { sha256: part.sha256 }),
      ...(keepOriginals(tenant) && { sealed: sealer.seal(tenant, original, receivedAt) }),
      ...(part && keepOriginals(tenant) && { keptBytes: original.length }),
    };
    return {
      topic: trackingRejected.type,
      key: trackingRejected.key(payload),
      value: Buffer.from(JSON.stringify(trackingRejected.schema.parse(payload))),
      headers: doorHeaders(trackingRejected.type, rejectedId, 1, { time: at, source: name, tenant, requestId, calls }),
    };
  };

  return {
    ofEvent({ code, field, problem }, original, origin) {
      const error = new StellwerkError(errors[code as keyof typeof errors], { problem });
      // One event is kept, not the request around it, so it is plain JSON whatever the request was.
      const contentType = 'application/json';
      const reason = {
        code: error.code,
        field: rejectedField(field),
        detail: error.message.slice(0, 512),
        contentType,
      };
      return message({ ...reason, scope: 'event' }, original, origin);
    },
    ofRow({ code, field, detail }, original, origin) {
      const reason = {
        code,
        field: rejectedField(field),
        detail: detail.slice(0, 512),
        contentType: 'application/json',
      };
      return message({ ...reason, scope: 'event' }, original, origin);
    },
    ofRequest: (error, original, origin) => message(requestReason(error, origin), original, origin),
    ofOversize: (error, body, origin) => message(requestReason(error, origin), body.head, origin, body),
  };
}

function requestReason(error: StellwerkError, { request: { headers } }: RejectedOrigin) {
  return {
    code: error.code,
    field: rejectedField(error.field ?? '(body)'),
    detail: error.message.slice(0, 512),
    contentType: headers['content-type']?.slice(0, 128),
    contentEncoding: headers['content-encoding']?.slice(0, 32),
    scope: 'request' as const,
  };
}
