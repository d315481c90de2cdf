import assert from 'node:assert/strict';
import type { ReceivedMessage } from '../port.js';
import { type BusCase, eventually, message, texts } from './bus-under-test.js';

/** Reading without a group: tables, partitions, offsets. */
export const readingCases: readonly BusCase[] = [
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
    'reads a table on from where it was kept, and from the beginning where that is not in the log',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      await bus.publish(['0', '1', '2'].map((text) => ({ ...message(topic, 'k', text), partition: 1 })));
      const read = async (position: bigint) => {
        const found: ReceivedMessage[] = [];
        const table = await bus.table({
          topic,
          startAt: (partition) => (partition === 1 ? position : 0n),
          apply: (one) => found.push(one),
        });
        await table.ready;
        await table.stop();
        return texts(found);
      };
      assert.deepEqual(await read(2n), ['2']);
      assert.deepEqual(await read(3n), []);
      assert.deepEqual(await read(4n), ['0', '1', '2']);
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
];
