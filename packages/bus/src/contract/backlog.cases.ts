import assert from 'node:assert/strict';
import { type MessageBatch, type SubscriptionOptions, UnavailableError } from '../port.js';
import {
  type BusCase,
  type BusUnderTest,
  eventually,
  message,
  nextGroup,
  subscription,
  texts,
} from './bus-under-test.js';

const HOUR_MS = 3_600_000;
const RETENTION_MS = 48 * HOUR_MS;

/** Handles everything but what is called "hard", and that as soon as `ease` was called. */
function untilEased() {
  const done: string[] = [];
  let isHard = true;
  const handle: SubscriptionOptions['handle'] = async (batch: MessageBatch) => {
    if (isHard && texts(batch.messages).includes('hard')) throw new UnavailableError('store');
    done.push(...texts(batch.messages).map(String));
    return undefined;
  };
  const ease = () => {
    isHard = false;
  };
  return { done, handle, ease };
}

/** Publishes to one partition as of some hours ago. */
async function publishAgo(subject: BusUnderTest, topic: string, sent: Readonly<Record<string, number>>): Promise<void> {
  for (const [text, hours] of Object.entries(sent)) {
    const bus = subject.connect(() => new Date(Date.now() - hours * HOUR_MS));
    await bus.publish([{ ...message(topic, 'same', text), partition: 1 }]);
    await bus.close();
  }
}

/** How much waits, and whether it will be lost, can be asked. */
export const backlogCases: readonly BusCase[] = [
  [
    'tells how many messages wait, and since when',
    async (subject) => {
      const bus = subject.connect();
      const topic = await subject.createTopic();
      const { handle, ease } = untilEased();
      const running = await bus.subscribe(subscription(topic, handle));
      const waiting = () => running.status().assigned.find(({ partition }) => partition === 1);
      await publishAgo(subject, topic, { hard: 30, easy: 1 });
      await eventually('the stall', () => running.status().stalledBy === 'store');
      const { lag, oldestAtMs } = waiting() ?? {};
      const hours = (Date.now() - (oldestAtMs ?? 0)) / HOUR_MS;
      assert.ok(lag !== null && lag !== undefined && lag >= 1n, `lag ${lag}`);
      assert.ok(hours > 29.9 && hours < 30.1, `${hours} hours`);
      ease();
      await eventually('nothing to wait', () => waiting()?.lag === 0n && waiting()?.oldestAtMs === null);
      await bus.close();
    },
  ],
  [
    'tells that messages wait for more than half of what their topic keeps, to its own process and to others',
    async (subject) => {
      const topic = await subject.createTopicKeeping(RETENTION_MS);
      const group = nextGroup('overdue');
      const bus = subject.connect();
      const other = subject.connect();
      const { done, handle, ease } = untilEased();
      const running = await bus.subscribe(subscription(topic, handle, { group }));
      await publishAgo(subject, topic, { first: 40 });
      await eventually('the first message', () => done.length === 1);
      await publishAgo(subject, topic, { hard: 30, second: 26, fresh: 20 });
      await eventually('the stall', () => running.status().stalledBy === 'store');
      const expected = { group, topic, partition: 1, messages: 2n, retentionMs: RETENTION_MS };
      assert.deepEqual(await running.overdue(), expected);
      assert.deepEqual(await other.overdue(group, [topic]), expected);
      ease();
      await eventually('the rest', () => done.length === 4);
      await running.stop();
      assert.equal(await other.overdue(group, [topic]), null);
      await Promise.all([bus.close(), other.close()]);
    },
  ],
  [
    'counts what waits since before the first commit as well, and nothing where topics keep everything',
    async (subject) => {
      const topic = await subject.createTopicKeeping(RETENTION_MS);
      const keepsAll = await subject.createCompactedTopic();
      const bus = subject.connect();
      const { handle } = untilEased();
      await publishAgo(subject, topic, { hard: 30 });
      await publishAgo(subject, keepsAll, { hard: 9_000 });
      const stalled = await bus.subscribe(subscription(topic, handle));
      const patient = await bus.subscribe(subscription(keepsAll, handle));
      await eventually('both stalls', () =>
        [stalled, patient].every((running) => running.status().stalledBy === 'store'),
      );
      assert.equal((await stalled.overdue())?.messages, 1n);
      assert.equal(await patient.overdue(), null);
      assert.equal(await bus.overdue(nextGroup('nobody'), [topic]), null);
      await bus.close();
    },
  ],
];
