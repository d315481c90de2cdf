import type { TrackedEvent } from '@stellwerk/contracts';
import type { ClientReader } from './clients/client-reader.js';
import type { ConsentBook } from './consent/consent-book.js';
import type { RegionOf } from './domain/consent/region.js';
import { identifiersToSeal, type ToSeal } from './domain/sealing.js';
import type { CallOrigin } from './pipeline/call.js';
import { type ClientStatement, statementOf } from './pipeline/consent-statement.js';
import type { ReadCall } from './pipeline/map.step.js';
import { createMappingPipeline, createReadingPipeline, createUnderstandingPipeline } from './pipeline/pipeline.js';
import { createRequestRedactors } from './pipeline/request-redactors.js';

export interface CallSorterDeps {
  readonly maxEventBytes: number;
  readonly regionOf: RegionOf;
  readonly readClient: ClientReader;
  readonly consentBook: Pick<ConsentBook, 'permitted'>;
}

/** One request that has been read. */
export interface CallsOfRequest {
  readonly origin: CallOrigin;
  /** Length of the unpacked request. */
  readonly bytes: number;
}

/** A call that the door refuses. */
export interface RefusedCall {
  readonly index: number;
  /** Name of the row in the error catalogue. */
  readonly code: string;
  /** JSON path in the request. */
  readonly field: string;
  readonly details: Readonly<Record<string, string | number | boolean>>;
}

/** What becomes of the calls of a request: every call is in one of the first three, but for those that are a statement alone. */
export interface SortedCalls {
  readonly events: readonly TrackedEvent[];
  readonly refused: readonly RefusedCall[];
  readonly withoutConsent: number;
  /** Raw values that a granted purpose needs, of events that go on. */
  readonly toSeal: readonly ToSeal[];
  /** What persons stated about consent from now on. */
  readonly statements: readonly ClientStatement[];
}

/**
 * Sorts the calls of a request into events, refused ones and those without permission. All are read before the first is
 * mapped, so that what one call tells about a person is redacted from every call that shares a key with it.
 */
export function createCallSorter(limits: CallSorterDeps) {
  const understanding = createUnderstandingPipeline(limits.regionOf, limits.readClient);
  const reading = createReadingPipeline(limits.consentBook);
  const mapping = createMappingPipeline();
  return async (request: CallsOfRequest): Promise<SortedCalls> => {
    const { origin, bytes } = request;
    const { calls, textOf } = origin.envelope;
    const maxEventBytes = Math.max(limits.maxEventBytes, origin.protocol.maxEventBytes ?? 0);
    const read: { index: number; call: ReadCall }[] = [];
    const refused: RefusedCall[] = [];
    const events: TrackedEvent[] = [];
    const toSeal: ToSeal[] = [];
    const statements: ClientStatement[] = [];
    let withoutConsent = 0;
    const refuse = (index: number, code: string, details: RefusedCall['details']) => {
      const parts = [calls[index]?.path, details.field];
      const field = parts.filter((part) => part !== undefined && part !== '').join('.');
      refused.push({ index, code, field, details });
    };
    for (const [index, call] of calls.entries()) {
      // Only a request that is larger than one event may hold one that is too large.
      const eventBytes = bytes > maxEventBytes ? Buffer.byteLength(textOf(index)) : 0;
      if (eventBytes > maxEventBytes) {
        refuse(index, 'EVENT_TOO_LARGE', { bytes: eventBytes, limit: maxEventBytes });
        continue;
      }
      const understood = await understanding.run({ ...call, origin });
      if (understood.kind !== 'ok') {
        if (understood.kind === 'dead') refuse(index, understood.code, understood.details);
        continue;
      }
      const { statesConsent } = understood.value.call;
      const statement = statementOf(understood.value);
      if (statesConsent === 'only' && (!statement || statement.problem !== undefined)) {
        if (statement) refuse(index, 'CONSENT_NOT_UNDERSTOOD', { field: 'consent', problem: statement.problem ?? '' });
        else refuse(index, 'EVENT_UNIDENTIFIED', { field: 'userId' });
        continue;
      }
      if (statement) statements.push(statement);
      if (statesConsent === 'only') continue;
      const outcome = await reading.run(understood.value);
      if (outcome.kind === 'ok') read.push({ index, call: outcome.value });
      else if (outcome.kind === 'drop') withoutConsent += 1;
      else refuse(index, outcome.code, outcome.details);
    }
    const redactorOf = createRequestRedactors(read.map(({ call }) => call));
    for (const { index, call } of read) {
      const outcome = await mapping.run({ ...call, redact: redactorOf(call) });
      if (outcome.kind === 'ok') {
        events.push(outcome.value.event);
        toSeal.push(...identifiersToSeal(call.keyedIdentifiers, call.consent.purposes, origin.context.source.spec));
      } else if (outcome.kind === 'dead') refuse(index, outcome.code, outcome.details);
    }
    return { events, refused, withoutConsent, toSeal, statements };
  };
}
