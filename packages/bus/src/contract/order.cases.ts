import assert from 'node:assert/strict';
import type { ReceivedMessage } from '../port.js';
import { type BusCase, eventually, message, subscription, texts } from './bus-under-test.js';

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

/** What is published arrives: once each, unchanged, in the order of its key. */
export const orderCases: readonly BusCase[] = [
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
];
