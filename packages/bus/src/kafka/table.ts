import { randomUUID } from 'node:crypto';
import type { Kafka } from 'kafkajs';
import type { ReceivedMessage, Table, TableOptions } from '../port.js';
import { toReceived } from './received.js';

/**
 * Reads a topic from its beginning and stays on it. The group is private and never commits, so every start reads all.
 */
export async function readTable(kafka: Kafka, options: TableOptions): Promise<Table> {
  const admin = kafka.admin();
  await admin.connect();
  const missing = new Map<number, bigint>();
  try {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(options.topic)) {
      if (BigInt(high) > BigInt(low)) missing.set(partition, BigInt(high) - 1n);
    }
  } finally {
    await admin.disconnect();
  }
  const groupId = `table-${options.topic}-${randomUUID()}`;
  const consumer = kafka.consumer({ groupId, maxWaitTimeInMs: 100, allowAutoTopicCreation: false });
  await consumer.connect();
  await consumer.subscribe({ topics: [options.topic], fromBeginning: true });
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  if (missing.size === 0) resolve();
  await consumer.run({
    autoCommit: false,
    eachBatch: async ({ batch }) => {
      for (const message of batch.messages) options.apply(toReceived(batch.topic, batch.partition, message));
      const last = missing.get(batch.partition);
      if (last !== undefined && BigInt(batch.lastOffset()) >= last) missing.delete(batch.partition);
      if (missing.size === 0) resolve();
    },
  });
  return {
    ready,
    stop: async () => {
      await consumer.stop();
      await consumer.disconnect();
    },
  };
}

/** Messages of one partition from an offset to the end it had when the call began. */
export async function* readFrom(
  kafka: Kafka,
  topic: string,
  partition: number,
  fromOffset: bigint,
): AsyncGenerator<ReceivedMessage> {
  const admin = kafka.admin();
  await admin.connect();
  let low = 0n;
  let high = 0n;
  try {
    const found = (await admin.fetchTopicOffsets(topic)).find((entry) => entry.partition === partition);
    low = BigInt(found?.low ?? '0');
    high = BigInt(found?.high ?? '0');
  } finally {
    await admin.disconnect();
  }
  const begin = fromOffset > low ? fromOffset : low;
  if (begin >= high) return;
  yield* fetchRange(kafka, topic, partition, begin, high);
}

async function* fetchRange(kafka: Kafka, topic: string, partition: number, begin: bigint, end: bigint) {
  const consumer = kafka.consumer({ groupId: `read-${topic}-${randomUUID()}`, allowAutoTopicCreation: false });
  const waiting: ReceivedMessage[][] = [];
  let wake: () => void = () => {};
  await consumer.connect();
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        if (batch.partition !== partition) return;
        waiting.push(batch.messages.map((message) => toReceived(topic, partition, message)));
        wake();
      },
    });
    consumer.seek({ topic, partition, offset: String(begin) });
    for (let next = begin; next < end; ) {
      const messages = waiting.shift();
      if (!messages) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      for (const message of messages) {
        if (message.offset < next) continue;
        next = message.offset + 1n;
        if (message.offset < end) yield message;
      }
    }
  } finally {
    await consumer.disconnect();
  }
}
