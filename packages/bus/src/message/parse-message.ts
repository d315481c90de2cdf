import { isUtf8 } from 'node:buffer';
import type { CatalogueEntry, ErrorDetails, EventContract, PayloadOf } from '@stellwerk/contracts';
import { StellwerkError } from '@stellwerk/contracts';
import { busErrors } from '../errors.js';
import type { EventEnvelope, ReceivedMessage } from '../port.js';
import { contractProblem } from './contract-problem.js';
import { headerNames } from './headers.js';

/** A message that fits its contract, or why not: a reason code, the field, and a detail that holds no values. */
export type ParsedMessage<Payload> =
  | { readonly ok: true; readonly payload: Payload; readonly envelope: EventEnvelope }
  | { readonly ok: false; readonly code: string; readonly field: string; readonly detail: string };

const required = {
  id: headerNames.id,
  source: headerNames.source,
  time: headerNames.time,
  tenant: headerNames.tenant,
} as const;

/** Reads an event. Fields that the contract does not know are dropped, so a newer minor version can be read. */
export function parseMessage<Contract extends EventContract>(
  contract: Contract,
  message: Pick<ReceivedMessage, 'headers' | 'value'>,
): ParsedMessage<PayloadOf<Contract>> {
  const { headers, value } = message;
  for (const header of Object.values(required)) {
    if (!headers[header]) return failure(busErrors.HEADER_MISSING, { header }, header);
  }
  if (headers[headerNames.type] !== contract.type) {
    return failure(busErrors.TYPE_MISMATCH, { expected: contract.type }, headerNames.type);
  }
  if (value === null) return failure(busErrors.NO_VALUE, {}, '(payload)');
  const json = parseJson(value);
  if (json === undefined) return failure(busErrors.NOT_JSON, {}, '(payload)');
  const parsed = contract.schema.safeParse(json);
  if (!parsed.success) {
    const { field, problem } = contractProblem(parsed.error);
    return failure(busErrors.CONTRACT_VIOLATED, { contract: contract.type, problem }, field);
  }
  return { ok: true, payload: parsed.data as PayloadOf<Contract>, envelope: envelopeOf(headers) };
}

/** The envelope in a message's headers; what is missing is empty. `traceparent` is `null` where there is none. */
export function envelopeOf(headers: ReceivedMessage['headers']): EventEnvelope {
  const subject = headers[headerNames.subject];
  return {
    id: headers[headerNames.id] ?? '',
    source: headers[headerNames.source] ?? '',
    time: headers[headerNames.time] ?? '',
    tenant: headers[headerNames.tenant] ?? '',
    traceparent: headers[headerNames.traceparent] ?? null,
    ...(subject !== undefined && { subject }),
  };
}

/** The JSON document in a value; `undefined` where there is none. */
export function parseJson(value: Buffer): unknown {
  if (!isUtf8(value)) return undefined;
  try {
    return JSON.parse(value.toString('utf8'));
  } catch {
    // The parser's message quotes the text; that it is no JSON is all that may be said.
    return undefined;
  }
}

function failure(entry: CatalogueEntry, details: ErrorDetails, field: string): ParsedMessage<never> {
  const error = new StellwerkError(entry, details, { field });
  return { ok: false, code: error.code, field, detail: error.message };
}
