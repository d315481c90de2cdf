import assert from 'node:assert/strict';
import { type MessageBatch, UnavailableError } from '../port.js';
import { type BusCase, eventually, message, nextGroup, recordInto, subscription, texts } from './bus-under-test.js';

/** Where a consumer goes on: after its last commit, or where its own store says. */
export const positionCases: readonly BusCase[] = [
  [
    'goes on after the last commit, and delivers again what was not committed',
    async (subject) => {
      const topic = await subject.createTopic();
      const group = nextGroup('again');
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
      const group = nextGroup('resume');
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
];
