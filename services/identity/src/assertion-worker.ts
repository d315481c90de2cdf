import {
  type BatchOutcome,
  type Bus,
  type DeadLetter,
  type MessageBatch,
  type OutgoingMessage,
  parseMessage,
  toMessage,
} from '@stellwerk/bus';
import { type Assertion, identityAssertion, trackingEvent } from '@stellwerk/contracts';
import { assertionsOf } from './domain/assertions.js';
import { StatementMemory } from './domain/statement-memory.js';

interface Statement {
  readonly assertion: Assertion;
  /** Trace of the event that it was found in. */
  readonly traceparent: string | null;
}

/** Pairs of keys of a generation; some hundred bytes each. */
const REMEMBERED_PAIRS = 16_384;

/**
 * Turns events into statements about identity, and makes those that add something. What it remembers may be lost: ids are
 * deterministic, so a repetition says the same again.
 */
export class AssertionWorker {
  readonly #memory = new StatementMemory(REMEMBERED_PAIRS);

  constructor(private readonly bus: Pick<Bus, 'publish'>) {}

  async handle(batch: MessageBatch): Promise<BatchOutcome> {
    const dead: DeadLetter[] = [];
    const statements = batch.messages.flatMap((message) => {
      const parsed = parseMessage(trackingEvent, message);
      if (!parsed.ok) {
        dead.push({ message, code: parsed.code, step: 'readEvent', detail: parsed.detail });
        return [];
      }
      const { traceparent = null } = parsed.envelope;
      return assertionsOf(parsed.payload).map((assertion) => ({ assertion, traceparent }));
    });
    const { items, remember } = this.#memory.select(statements);
    await this.bus.publish(items.map(toAssertionMessage));
    remember();
    return { dead };
  }
}

function toAssertionMessage({ assertion, traceparent }: Statement): OutgoingMessage {
  const { assertionId: id, eventTime: time, tenant } = assertion;
  return toMessage(
    identityAssertion,
    { fact: 'assertion', assertion },
    { id, time, source: 'identity', tenant, traceparent },
  );
}
