import { type EventContract, type PayloadOf, StellwerkError } from '@stellwerk/contracts';
import { busErrors } from '../errors.js';
import type { EventEnvelope, OutgoingMessage } from '../port.js';
import { contractProblem } from './contract-problem.js';
import { CLOUD_EVENTS_VERSION, headerNames, JSON_CONTENT_TYPE, schemaUri } from './headers.js';
import { activeTraceparent } from './trace-context.js';

/**
 * Builds the message of an event: CloudEvents 1.0 in binary mode, JSON value, topic and key of its contract.
 * @throws StellwerkError BUS_CONTRACT_VIOLATED naming the field that does not fit.
 */
export function toMessage<Contract extends EventContract>(
  contract: Contract,
  payload: PayloadOf<Contract>,
  envelope: EventEnvelope,
): OutgoingMessage {
  const parsed = contract.schema.safeParse(payload);
  if (!parsed.success) {
    const { field, problem } = contractProblem(parsed.error);
    throw new StellwerkError(busErrors.CONTRACT_VIOLATED, { contract: contract.type, problem }, { field });
  }
  return {
    topic: contract.type,
    key: contract.key(parsed.data),
    value: Buffer.from(JSON.stringify(parsed.data)),
    headers: headersOf(contract.type, envelope),
  };
}

/** The headers of an event, also for tombstones and for topics without a contract. */
export function headersOf(type: string, envelope: EventEnvelope): Record<string, string> {
  const headers: Record<string, string> = {
    [headerNames.specVersion]: CLOUD_EVENTS_VERSION,
    [headerNames.id]: envelope.id,
    [headerNames.source]: envelope.source,
    [headerNames.type]: type,
    [headerNames.time]: envelope.time,
    [headerNames.dataSchema]: schemaUri(type),
    [headerNames.contentType]: JSON_CONTENT_TYPE,
    [headerNames.tenant]: envelope.tenant,
  };
  if (envelope.subject !== undefined) headers[headerNames.subject] = envelope.subject;
  const traceparent = envelope.traceparent === undefined ? activeTraceparent() : envelope.traceparent;
  if (traceparent) headers[headerNames.traceparent] = traceparent;
  return headers;
}
