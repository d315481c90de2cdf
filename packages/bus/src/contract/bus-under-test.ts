import type { Bus, MessageBatch, OutgoingMessage, ReceivedMessage, SubscriptionOptions } from '../port.js';

/** What the suite needs of an adapter under test. */
export interface BusUnderTest {
  /** A new client of the same broker, with a clock of its own where one is given. */
  connect(now?: () => Date): Bus;
  /** Ends a client as a killed process ends: nothing is finished, committed or said goodbye to. */
  crash(bus: Bus): Promise<void>;
  /** A topic of four partitions that no other case uses. */
  createTopic(name?: string): Promise<string>;
  /** The same, whose messages are kept for so long. */
  createTopicKeeping(retentionMs: number): Promise<string>;
  createCompactedTopic(): Promise<string>;
}

export type BusCase = readonly [title: string, run: (subject: BusUnderTest) => Promise<void>];

export const WAIT_LIMIT_MS = 30_000;

/** Waits until a condition holds. @throws naming what was awaited. */
export async function eventually(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + WAIT_LIMIT_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const message = (topic: string, key: string, text: string): OutgoingMessage => ({
  topic,
  key,
  value: Buffer.from(text),
  headers: { ce_id: `${key}-${text}` },
});

export const texts = (messages: readonly ReceivedMessage[]) => messages.map(({ value }) => value?.toString() ?? null);

let groups = 0;
/** A subscription of a group of its own. */
export const subscription = (
  topic: string,
  handle: SubscriptionOptions['handle'],
  changes: Partial<SubscriptionOptions> = {},
): SubscriptionOptions => ({
  group: `group-${process.pid}-${groups++}`,
  topics: [topic],
  deadLetterTopic: `${topic}.dead`,
  handle,
  ...changes,
});

export const nextGroup = (name: string) => `group-${process.pid}-${name}-${groups++}`;

export const recordInto = (done: string[]) => async (batch: MessageBatch) => {
  done.push(...texts(batch.messages).map(String));
  return undefined;
};
