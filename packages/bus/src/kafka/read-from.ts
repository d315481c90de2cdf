import type { ReceivedMessage } from '../port.js';
import { UnavailableError } from '../port.js';
import { Reader } from './reader.js';
import type { TableContext } from './table.js';
import { within } from './within.js';

const READ_WAIT_MS = 100;
/** Without a message for this long the broker counts as away. */
const STALLED_AFTER_MS = 30_000;
const STOP_LIMIT_MS = 2_000;

/**
 * Messages of one partition from an offset to the end it had when the call began, in order. One fetch is held at a time:
 * the next is made when the caller has taken the last message.
 *
 * Somebody waits for the end, so a broker that goes away is told at once. To wait for it here would take longer than its
 * restart: it keeps the member that it knew in the private group until the session has run out.
 * @throws UnavailableError when the broker does not answer.
 */
export async function* readFrom(
  { kafka, admin }: Pick<TableContext, 'kafka' | 'admin'>,
  topic: string,
  partition: number,
  fromOffset: bigint,
): AsyncGenerator<ReceivedMessage> {
  const { low, high } = (await admin.offsets(topic)).get(partition) ?? { low: 0n, high: 0n };
  const begin = fromOffset > low ? fromOffset : low;
  if (begin >= high) return;
  const handoff = new Handoff();
  const reader = new Reader({
    kafka,
    topic,
    from: new Map([[partition, begin]]),
    maxWaitTimeMs: READ_WAIT_MS,
    goesOn: false,
    receive: (_partition, messages) => handoff.give(messages),
    failed: (error) => handoff.fail(error),
  });
  try {
    await orUnavailable(reader.start());
    while (reader.next(partition) < high || handoff.isFull) {
      for (const message of await orUnavailable(handoff.take())) if (message.offset < high) yield message;
    }
  } finally {
    handoff.close();
    await within(STOP_LIMIT_MS, reader.stop()).catch(() => {});
  }
}

async function orUnavailable<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await within(STALLED_AFTER_MS, work);
  } catch (cause) {
    throw new UnavailableError('kafka', { cause });
  }
}

/** Passes one list at a time; who gives waits until it is taken. */
class Handoff {
  #given: { messages: readonly ReceivedMessage[]; taken: () => void } | null = null;
  #wake: () => void = () => {};
  #error: unknown = null;
  #isClosed = false;

  get isFull(): boolean {
    return this.#given !== null;
  }

  give(messages: readonly ReceivedMessage[]): Promise<void> {
    if (this.#isClosed) return Promise.resolve();
    return new Promise((taken) => {
      this.#given = { messages, taken };
      this.#wake();
    });
  }

  async take(): Promise<readonly ReceivedMessage[]> {
    while (!this.#given) {
      if (this.#error !== null) throw this.#error;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const { messages, taken } = this.#given;
    this.#given = null;
    taken();
    return messages;
  }

  fail(error: unknown): void {
    this.#error = error;
    this.#wake();
  }

  close(): void {
    this.#isClosed = true;
    this.#given?.taken();
    this.#given = null;
  }
}
