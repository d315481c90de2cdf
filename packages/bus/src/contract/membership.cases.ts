import assert from 'node:assert/strict';
import { type MessageBatch, UnavailableError } from '../port.js';
import { type BusCase, eventually, message, nextGroup, recordInto, subscription, texts } from './bus-under-test.js';

/** Consumers come, go, stop and crash without loss. */
export const membershipCases: readonly BusCase[] = [
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
];
