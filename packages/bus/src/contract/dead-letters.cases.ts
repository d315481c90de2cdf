import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { deadLetterTopic } from '@stellwerk/contracts';
import { listDeadLetters, showDeadLetter } from '../dead-letters/read-dead-letters.js';
import { replayDeadLetters } from '../dead-letters/replay-dead-letters.js';
import type { ReceivedMessage } from '../port.js';
import { type BusCase, eventually, message, subscription, WAIT_LIMIT_MS } from './bus-under-test.js';

/** Dead letters can be found and sent again. */
export const deadLetterCases: readonly BusCase[] = [
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
];
