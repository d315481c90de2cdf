import { deterministicId, StellwerkError } from '@stellwerk/contracts';
import type { Call } from '../domain/call.js';
import type { SourceContext } from '../domain/source-context.js';
import { consentCountMessage, receivedMessages, sealedMessage } from '../door-messages.js';
import { errors } from '../errors.js';
import type { CallOrigin } from '../pipeline/call.js';
import type { SortedCalls } from '../sort-calls.js';
import type { BatchDeps, MadeRows, NewRow, RefusedRead, RunFacts } from './batch-facts.js';
import { importProtocol, importRequest } from './import-protocol.js';
import { rowToCall } from './row-call.js';

/** Rows that speak of persons go through the rules of the door: consent, hashing, redaction, contract. */
export async function personMessages(rows: readonly NewRow[], facts: RunFacts, deps: BatchDeps): Promise<MadeRows> {
  const { context, requestId, receivedAt } = facts;
  const { tenant, name: source } = context.source;
  const rowCalls = rows.map((row) => callOf(row, facts));
  const sorted = await deps.sortCalls({ origin: originOf(rowCalls, facts), bytes: 0 });
  const kept = new Set(sorted.events.map(({ eventId }) => eventId));
  const { withoutConsent } = sorted;
  // Rows that are refused are accounted for one by one.
  const calls = sorted.events.length + withoutConsent;
  const attributes = { time: receivedAt.toISOString(), source, tenant, requestId, calls };
  const sealed = sorted.toSeal.flatMap(
    ({ key, value, purposes }) => deps.vault.seal(tenant, key, value, purposes) ?? [],
  );
  return {
    messages: [
      ...receivedMessages(sorted.events, attributes),
      ...sealed.map((identifier) => sealedMessage(identifier, attributes)),
      ...(withoutConsent > 0 ? [consentCountMessage(withoutConsent, attributes)] : []),
    ],
    sealed,
    // Of rows without permission not even a hash is remembered.
    entries: rows
      .filter((_, index) => kept.has(deterministicId('event', tenant, source, rowCalls[index]?.messageId ?? '')))
      .map(({ entry }) => entry),
    refused: refusedCalls(sorted, rows),
    withoutConsent,
  };
}

/** Sales have the id of their key, so that they are counted once; what changes has one per change. */
function callOf({ row, entry, naturalKey: key }: NewRow, { kind, context, startedAt }: RunFacts): Call {
  const rowId =
    kind.repeats === 'once' ? deterministicId(kind.name, key) : `${entry.key}/${entry.content}/${entry.generation}`;
  return rowToCall(row, { kind: kind.name, messageId: `${kind.name}/${rowId}`, startedAt, hasher: context.hasher });
}

function originOf(calls: readonly Call[], { kind, context, receivedAt }: RunFacts): CallOrigin {
  return {
    protocol: importProtocol,
    request: importRequest(kind.name),
    envelope: {
      calls: calls.map((raw) => ({ raw, path: '' })),
      sourceKey: undefined,
      sentAt: undefined,
      signals: [],
      textOf: () => '',
    },
    context: fromServer(context),
    receivedAtMs: receivedAt.getTime(),
    ip: undefined,
    region: context.tenant.spec.region,
    isAnonymous: false,
    visitorId: undefined,
  };
}

/**
 * Whatever the source says of its clients, nothing is known of the one that a person of a file may have used: neither who
 * it was nor, without permission, an id of the day, under which all rows of a file would be one visitor.
 */
const fromServer = ({ source, ...context }: SourceContext): SourceContext => ({
  ...context,
  daySaltAt: () => undefined,
  source: { ...source, spec: { ...source.spec, sentBy: 'server' } },
});

function refusedCalls({ refused }: SortedCalls, rows: readonly NewRow[]): RefusedRead[] {
  return refused.flatMap(({ index, code, field, details }) => {
    const read = rows[index]?.read;
    if (!read) return [];
    const error = new StellwerkError(errors[code as keyof typeof errors], details);
    const { row, line } = read;
    const problem = {
      row,
      line,
      ...(field !== '' && { field }),
      code: error.code,
      problem: error.message,
      fix: error.fix,
    };
    return [{ read, problems: [problem] }];
  });
}
