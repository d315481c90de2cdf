import assert from 'node:assert/strict';
import { type MessageBatch, type ReceivedMessage, UnavailableError } from '../port.js';
import { type BusCase, eventually, message, nextGroup, subscription, texts } from './bus-under-test.js';

/** What fails is repeated or set aside, and costs nothing else. */
export const failureCases: readonly BusCase[] = [
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
];
