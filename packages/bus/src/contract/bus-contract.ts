import assert from 'node:assert/strict';
import type { Bus, MessageBatch, OutgoingMessage, ReceivedMessage, SubscriptionOptions } from '../port.js';
import { UnavailableError } from '../port.js';

/** What the suite needs of an adapter under test. */
export interface BusUnderTest {
  /** A new client of the same broker. */
  connect(): Bus;
  /** A topic of four partitions that no other case uses. */
  createTopic(): Promise<string>;
  createCompactedTopic(): Promise<string>;
}

export type BusCase = readonly [title: string, run: (subject: BusUnderTest) => Promise<void>];

const WAIT_LIMIT_MS = 30_000;

/** Waits until a condition holds. @throws naming what was awaited. */
export async function eventually(what: string, condition: () => boolean): Promise<void> {
  const deadline = Date.now() + WAIT_LIMIT_MS;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const message = (topic: string, key: string, text: string): OutgoingMessage => ({
  topic,
  key,
  value: Buffer.from(text),
  headers: { ce_id: `${key}-${text}` },
});

const texts = (messages: readonly ReceivedMessage[]) => messages.map(({ value }) => value?.toString() ?? null);

let groups = 0;
const subscription = (
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

/** What every bus promises; each case gets fresh topics. */
export const busContract: readonly BusCase[] = [
  [
    'delivers every message once and keeps the order of each key',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      const sent = Array.from({ length: 200 }, (_, index) => message(topic, `key-${index % 7}`, String(index)));
      const received: ReceivedMessage[] = [];
      await bus.publish(sent.slice(0, 100));
      const running = await bus.subscribe(
        subscription(topic, async (batch) => {
          received.push(...batch.messages);
          return undefined;
        }),
      );
      await running.ready;
      await Promise.all(sent.slice(100).map((one) => bus.publish([one])));
      await eventually('200 messages', () => received.length >= 200);
      for (let key = 0; key < 7; key++) {
        const ofKey = texts(received.filter((one) => one.key === `key-${key}`)).map(Number);
        assert.deepEqual(
          ofKey,
          [...ofKey].sort((a, b) => a - b),
        );
      }
      assert.equal(new Set(texts(received)).size, 200);
      await bus.close();
    },
  ],
  [
    'delivers headers, keys and tombstones unchanged',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      const received: ReceivedMessage[] = [];
      await bus.subscribe(
        subscription(topic, async (batch) => {
          received.push(...batch.messages);
          return undefined;
        }),
      );
      await bus.publish([{ topic, key: 'tenant/ä', value: null, headers: { 'x-title': 'Grüße' } }]);
      await eventually('the tombstone', () => received.length === 1);
      assert.deepEqual(
        [received[0]?.key, received[0]?.value, received[0]?.headers],
        ['tenant/ä', null, { 'x-title': 'Grüße' }],
      );
      await bus.close();
    },
  ],
  [
    'repeats the identical batch while infrastructure is down, without loss and without dead letters',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      const attempts: string[][] = [];
      let down = true;
      const running = await bus.subscribe(
        subscription(topic, async (batch) => {
          attempts.push(batch.messages.map((one) => `${one.partition}/${one.offset}`));
          if (down) throw new UnavailableError('clickhouse');
          return undefined;
        }),
      );
      await bus.publish([message(topic, 'a', '1')]);
      await eventually('the stall to show', () => running.status().stalledBy === 'clickhouse');
      await eventually('three attempts', () => attempts.length >= 3);
      down = false;
      await eventually('the stall to end', () => running.status().stalledBy === null);
      assert.equal(new Set(attempts.map((attempt) => attempt.join())).size, 1);
      await bus.close();
    },
  ],
  [
    'sets a poison message aside with its original and goes on behind it',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      const deadTopic = await subject.createTopic();
      const done = new Set<string>();
      const dead: ReceivedMessage[] = [];
      await bus.subscribe(
        subscription(
          topic,
          async (batch) => {
            if (texts(batch.messages).includes('poison')) throw new TypeError('cannot read person@example.org');
            for (const text of texts(batch.messages)) done.add(String(text));
            return undefined;
          },
          { deadLetterTopic: deadTopic, maxAttempts: 2 },
        ),
      );
      await bus.subscribe(
        subscription(deadTopic, async (batch) => {
          dead.push(...batch.messages);
          return undefined;
        }),
      );
      await bus.publish(['1', '2', 'poison', '3', '4'].map((text) => message(topic, 'same', text)));
      await eventually('the others and the dead letter', () => done.size === 4 && dead.length === 1);
      const [letter] = dead;
      assert.deepEqual([letter?.key, letter?.value?.toString()], ['same', 'poison']);
      assert.equal(letter?.headers.ce_id, 'same-poison');
      assert.equal(letter?.headers.dead_code, 'HANDLER_FAILED');
      assert.equal(letter?.headers.dead_topic, topic);
      assert.ok(!JSON.stringify(letter?.headers).includes('example.org'));
      await bus.close();
    },
  ],
  [
    'publishes what a handler declares dead',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      const deadTopic = await subject.createTopic();
      const dead: ReceivedMessage[] = [];
      await bus.subscribe(
        subscription(
          topic,
          async (batch) => ({
            dead: batch.messages.map((one) => ({ message: one, code: 'ODD', step: 'oddStep', detail: 'is odd' })),
          }),
          { deadLetterTopic: deadTopic },
        ),
      );
      await bus.subscribe(
        subscription(deadTopic, async (batch) => {
          dead.push(...batch.messages);
          return undefined;
        }),
      );
      await bus.publish([message(topic, 'a', '1')]);
      await eventually('the dead letter', () => dead.length === 1);
      assert.deepEqual([dead[0]?.headers.dead_code, dead[0]?.headers.dead_step], ['ODD', 'oddStep']);
      await bus.close();
    },
  ],
  [
    'goes on after the last commit, and delivers again what was not committed',
    async (subject) => {
      const topic = await subject.createTopic();
      const group = `group-${process.pid}-again-${groups++}`;
      const first = subject.connect();
      const seen: string[] = [];
      const record = async (batch: MessageBatch) => {
        seen.push(...texts(batch.messages).map(String));
        return undefined;
      };
      const running = await first.subscribe(subscription(topic, record, { group }));
      await first.publish([message(topic, 'a', '1')]);
      await eventually('the first message', () => seen.length === 1);
      await running.stop();
      await first.publish([message(topic, 'a', '2')]);
      await first.close();
      const second = subject.connect();
      await second.publish([message(topic, 'a', '3')]);
      await second.subscribe(subscription(topic, record, { group }));
      await eventually('both later messages', () => seen.length === 3);
      assert.deepEqual(seen, ['1', '2', '3']);
      await second.close();
    },
  ],
  [
    'asks the handler where to go on: skips what its store has, rewinds to what it lost',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      const group = `group-${process.pid}-resume-${groups++}`;
      await bus.publish(['0', '1', '2', '3'].map((text) => message(topic, 'same', text)));
      const run = async (resumeAt: bigint, expected: string[]) => {
        const seen: string[] = [];
        const handle = async (batch: MessageBatch) => {
          seen.push(...texts(batch.messages).map(String));
          return undefined;
        };
        const running = await bus.subscribe(subscription(topic, handle, { group, resumeAt: async () => resumeAt }));
        await eventually(`messages from ${resumeAt}`, () => seen.length >= expected.length);
        await running.stop();
        assert.deepEqual(seen, expected);
      };
      await run(2n, ['2', '3']);
      await bus.publish([message(topic, 'same', '4')]);
      await run(1n, ['1', '2', '3', '4']);
      await bus.close();
    },
  ],
  [
    'shows a table its history before it is ready, and then every change',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createCompactedTopic();
      await bus.publish(['a', 'b', 'c'].map((key) => message(topic, key, '1')));
      const rows = new Map<string, string | null>();
      const table = await bus.table({
        topic,
        apply: (one) => rows.set(one.key, one.value === null ? null : one.value.toString()),
      });
      await table.ready;
      assert.equal(rows.size, 3);
      await bus.publish([message(topic, 'b', '2'), { topic, key: 'c', value: null, headers: {} }]);
      await eventually('the live changes', () => rows.get('b') === '2' && rows.get('c') === null);
      await table.stop();
      await bus.close();
    },
  ],
  [
    'reads a partition from an offset to its end',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      await bus.publish(['0', '1', '2', '3'].map((text) => ({ ...message(topic, 'k', text), partition: 1 })));
      const read = async (from: bigint) => {
        const found: ReceivedMessage[] = [];
        for await (const one of bus.readFrom(topic, 1, from)) found.push(one);
        return texts(found);
      };
      assert.deepEqual(await read(0n), ['0', '1', '2', '3']);
      assert.deepEqual(await read(3n), ['3']);
      assert.deepEqual(await read(4n), []);
      await bus.close();
    },
  ],
  [
    'finishes the batch under way before it stops',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      let started = false;
      let finished = false;
      const running = await bus.subscribe(
        subscription(topic, async () => {
          started = true;
          await new Promise((resolve) => setTimeout(resolve, 200));
          finished = true;
          return undefined;
        }),
      );
      await bus.publish([message(topic, 'a', '1')]);
      await eventually('the batch to start', () => started);
      await running.stop();
      assert.equal(finished, true);
      await bus.close();
    },
  ],
];
