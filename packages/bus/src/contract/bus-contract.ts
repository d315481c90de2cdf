import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { deadLetterTopic } from '@stellwerk/contracts';
import { listDeadLetters, showDeadLetter } from '../dead-letters/read-dead-letters.js';
import { replayDeadLetters } from '../dead-letters/replay-dead-letters.js';
import type { Bus, MessageBatch, OutgoingMessage, ReceivedMessage, SubscriptionOptions } from '../port.js';
import { UnavailableError } from '../port.js';

/** What the suite needs of an adapter under test. */
export interface BusUnderTest {
  /** A new client of the same broker. */
  connect(): Bus;
  /** Ends a client as a killed process ends: nothing is finished, committed or said goodbye to. */
  crash(bus: Bus): Promise<void>;
  /** A topic of four partitions that no other case uses. */
  createTopic(name?: string): Promise<string>;
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

const nextGroup = (name: string) => `group-${process.pid}-${name}-${groups++}`;

const recordInto = (done: string[]) => async (batch: MessageBatch) => {
  done.push(...texts(batch.messages).map(String));
  return undefined;
};

/** Hashes that Apache Kafka's own tests state for its murmur2; the partition is the positive hash modulo four. */
const partitionOfKey: Readonly<Record<string, number>> = Object.fromEntries(
  Object.entries({
    '21': -973_932_308,
    foobar: -790_332_482,
    'a-little-bit-long-string': -985_981_536,
    'a-little-bit-longer-string': -1_486_304_829,
    lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8: -58_897_971,
    abc: 479_470_107,
  }).map(([key, hash]) => [key, (hash & 0x7fff_ffff) % 4]),
);

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
      assert.equal(letter?.headers.dead_code, 'BUS_HANDLER_FAILED');
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
      await run(1n, ['1', '2', '3']);
      await run(0n, ['0', '1', '2', '3']);
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
  [
    'delivers again what a crashed consumer had not committed, to whoever takes over',
    async (subject) => {
      const topic = await subject.createTopic();
      const group = nextGroup('crash');
      const first = subject.connect();
      const begun: string[] = [];
      let signal: AbortSignal | null = null;
      await first.subscribe(
        subscription(
          topic,
          (batch) => {
            begun.push(...texts(batch.messages).map(String));
            signal = batch.signal;
            return new Promise(() => {});
          },
          { group },
        ),
      );
      const second = subject.connect();
      await second.publish([message(topic, 'same', '1')]);
      await eventually('the first consumer to begin', () => begun.length === 1);
      await subject.crash(first);
      const done: string[] = [];
      await second.subscribe(subscription(topic, recordInto(done), { group }));
      await eventually('the second consumer to take over', () => done.length === 1);
      assert.deepEqual(done, ['1']);
      assert.ok(signal);
      await second.close();
    },
  ],
  [
    'goes on with other messages of the partition while one is retried and given up, in order',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      const deadTopic = await subject.createTopic();
      const done: string[] = [];
      await bus.subscribe(
        subscription(
          topic,
          async (batch) => {
            if (texts(batch.messages).some((text) => text?.startsWith('poison'))) throw new RangeError('poison');
            done.push(...texts(batch.messages).map(String));
            return undefined;
          },
          { deadLetterTopic: deadTopic, maxAttempts: 1 },
        ),
      );
      const sent = Array.from({ length: 60 }, (_, index) => (index % 20 === 7 ? `poison${index}` : String(index)));
      await bus.publish(sent.map((text) => message(topic, 'same', text)));
      const healthy = sent.filter((text) => !text.startsWith('poison'));
      await eventually('all but the poison', () => done.length >= healthy.length);
      assert.deepEqual(done, healthy);
      await bus.close();
    },
  ],
  [
    'gives a dead letter the same id when it happens again',
    async (subject) => {
      const topic = await subject.createTopic();
      const deadTopic = await subject.createTopic();
      const ids: (string | undefined)[] = [];
      const observer = subject.connect();
      await observer.subscribe(
        subscription(deadTopic, async (batch) => {
          ids.push(...batch.messages.map(({ headers }) => headers.dead_id));
          return undefined;
        }),
      );
      await observer.publish([message(topic, 'same', 'odd')]);
      const group = nextGroup('same');
      for (const count of [1, 2]) {
        const bus = subject.connect();
        const dead = async (batch: MessageBatch) => ({
          dead: batch.messages.map((one) => ({ message: one, code: 'ODD', step: 'oddStep', detail: 'is odd' })),
        });
        await bus.subscribe(subscription(topic, dead, { group, deadLetterTopic: deadTopic, resumeAt: async () => 0n }));
        await eventually(`dead letter ${count}`, () => ids.length >= count);
        await bus.close();
      }
      assert.ok(ids[0]);
      assert.equal(new Set(ids).size, 1);
      await observer.close();
    },
  ],
  [
    'loses nothing and applies nothing twice while consumers come and go, given the place of their store',
    async (subject) => {
      const topic = await subject.createTopic();
      const group = nextGroup('members');
      const store = new Map<number, string[]>();
      const next = new Map<number, bigint>();
      const join = async () => {
        const bus = subject.connect();
        const handle = async ({ partition, messages }: MessageBatch) => {
          await new Promise((resolve) => setTimeout(resolve, 2));
          store.set(partition, [...(store.get(partition) ?? []), ...texts(messages).map(String)]);
          next.set(partition, (messages.at(-1)?.offset ?? 0n) + 1n);
          return undefined;
        };
        const resumeAt = async (_topic: string, partition: number) => next.get(partition) ?? null;
        const running = await bus.subscribe(subscription(topic, handle, { group, resumeAt }));
        await running.ready;
        return bus;
      };
      const publisher = subject.connect();
      let sent = 0;
      const send = async (count: number) => {
        for (let index = 0; index < count; index += 10) {
          const texts = Array.from({ length: 10 }, () => String(sent++));
          await publisher.publish(texts.map((text) => message(topic, `key-${Number(text) % 13}`, text)));
        }
      };
      const first = await join();
      const [second] = await Promise.all([join(), send(300)]);
      const [third] = await Promise.all([join(), first.close(), send(300)]);
      await Promise.all([second.close(), send(300)]);
      const applied = () => [...store.values()].flat();
      await eventually('everything', () => new Set(applied()).size === sent);
      assert.equal(applied().length, sent);
      await Promise.all([third.close(), publisher.close()]);
    },
  ],
  [
    'stops at once while infrastructure is down, and leaves the batch to the next',
    async (subject) => {
      const topic = await subject.createTopic();
      const group = nextGroup('stalled');
      const bus = subject.connect();
      const stalled = async () => {
        throw new UnavailableError('store');
      };
      const running = await bus.subscribe(subscription(topic, stalled, { group }));
      await bus.publish([message(topic, 'same', '1')]);
      await eventually('the stall', () => running.status().stalledBy === 'store');
      const startedMs = performance.now();
      await running.stop();
      assert.ok(performance.now() - startedMs < 5_000, 'the stop waited for what is down');
      const done: string[] = [];
      await bus.subscribe(subscription(topic, recordInto(done), { group }));
      await eventually('the batch', () => done.length === 1);
      await bus.close();
    },
  ],
  [
    'waits for a store that cannot say where to go on',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      await bus.publish(['0', '1'].map((text) => message(topic, 'same', text)));
      const done: string[] = [];
      let outages = 3;
      const resumeAt = async () => {
        if (outages-- > 0) throw new UnavailableError('store');
        return 1n;
      };
      await bus.subscribe(subscription(topic, recordInto(done), { resumeAt }));
      await eventually('the second message', () => done.length === 1);
      assert.deepEqual(done, ['1']);
      await bus.close();
    },
  ],
  [
    'does not skip messages when a store is ahead of a broker that lost its log',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      await bus.publish([message(topic, 'same', '0')]);
      const done: string[] = [];
      const running = await bus.subscribe(subscription(topic, recordInto(done), { resumeAt: async () => 99n }));
      await eventually('the refusal', () => running.status().stalledBy?.includes('ahead of the broker') ?? false);
      assert.deepEqual(done, []);
      await bus.close();
    },
  ],
  [
    'tells where published messages lie',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      const place = (text: string, partition: number) => ({ ...message(topic, 'k', text), partition });
      await bus.publish([place('0', 2), place('1', 2)]);
      const receipt = await bus.publish([place('2', 2), place('3', 2), place('4', 3)]);
      assert.deepEqual([receipt.get(`${topic}/2`), receipt.get(`${topic}/3`)], [2n, 0n]);
      await bus.close();
    },
  ],
  [
    'knows the offsets of a topic',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      await bus.publish(['0', '1'].map((text) => ({ ...message(topic, 'k', text), partition: 2 })));
      const offsets = await bus.offsets(topic);
      assert.equal(offsets.size, 4);
      assert.deepEqual(
        [offsets.get(1), offsets.get(2)],
        [
          { low: 0n, high: 0n },
          { low: 0n, high: 2n },
        ],
      );
      await bus.close();
    },
  ],
  [
    'lists, shows and replays dead letters, once',
    async (subject) => {
      const bus = subject.connect();
      const service = `contract-${randomUUID()}`;
      const deadTopic = await subject.createTopic(deadLetterTopic(service));
      const topic = await subject.createTopic();
      const sent = message(topic, 'the key', 'unreadable \u00e4');
      const seen: ReceivedMessage[] = [];
      await bus.subscribe(
        subscription(
          topic,
          async (batch) => {
            seen.push(...batch.messages);
            return {
              dead: batch.messages.map((one) => ({ message: one, code: 'ODD', step: 'oddStep', detail: 'is odd' })),
            };
          },
          { deadLetterTopic: deadTopic },
        ),
      );
      await bus.publish([sent]);
      const letters = async (count: number) => {
        for (const deadline = Date.now() + WAIT_LIMIT_MS; Date.now() < deadline; ) {
          const listed = await listDeadLetters(bus, service);
          if (listed.length === count) return listed;
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        throw new Error(`waited in vain for ${count} dead letters`);
      };
      const [letter] = await letters(1);
      assert(letter && seen[0]);
      assert.equal(letter.original, `${topic}/${seen[0].partition}/0`);
      assert.deepEqual([letter.code, letter.step, letter.detail, letter.replayedAt], ['ODD', 'oddStep', 'is odd', []]);

      const [replayed] = await replayDeadLetters(bus, [letter.id]);
      assert.deepEqual(replayed, { id: letter.id, replayed: true, topic, partition: seen[0].partition });
      await eventually('the replay', () => seen.length === 2);
      const { offset, timestampMs, ...original } = seen[1] as ReceivedMessage;
      assert.deepEqual(original, {
        topic,
        partition: seen[0].partition,
        key: sent.key,
        value: sent.value,
        headers: sent.headers,
      });

      const [refused] = await replayDeadLetters(bus, [letter.id]);
      assert(refused?.replayed === false && refused.reason.code === 'BUS_DEAD_LETTER_REPLAYED');
      const shown = await showDeadLetter(bus, letter.id);
      assert.deepEqual([shown.replayedAt.length, shown.value, shown.headers], [1, sent.value, sent.headers]);
      assert.equal((await letters(2)).filter(({ replayedAt }) => replayedAt.length > 0).length, 1);
      await bus.close();
    },
  ],
  [
    'spreads keys over partitions as every Kafka client does',
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
      await bus.publish(Object.keys(partitionOfKey).map((key) => message(topic, key, '')));
      await eventually('the messages', () => received.length === Object.keys(partitionOfKey).length);
      assert.deepEqual(Object.fromEntries(received.map(({ key, partition }) => [key, partition])), partitionOfKey);
      await bus.close();
    },
  ],
];
