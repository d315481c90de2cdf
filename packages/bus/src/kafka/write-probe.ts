import { probeTopic } from '@stellwerk/contracts';
import type { Kafka } from 'kafkajs';
import { UnavailableError } from '../port.js';
import type { SharedAdmin } from './shared-admin.js';
import { within } from './within.js';

/**
 * Writes one tiny record to the topic of probes, acks = all, through a connection of its own, so that it cannot fail the
 * messages that wait. @throws why it could not be written.
 */
export async function probeWrite(
  kafka: Kafka,
  admin: SharedAdmin,
  { clientId, timeoutMs }: { readonly clientId: string; readonly timeoutMs: number },
): Promise<void> {
  // Asked first: kafkajs takes a topic that does not exist for an election that will end soon.
  await admin.partitionCount(probeTopic.name);
  const producer = kafka.producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
  const write = async () => {
    await producer.connect();
    await producer.send({
      topic: probeTopic.name,
      acks: -1,
      timeout: timeoutMs,
      messages: [{ key: clientId, value: null }],
    });
  };
  try {
    await within(timeoutMs, write());
  } catch (error) {
    throw error instanceof UnavailableError ? error : new UnavailableError('kafka', { cause: error });
  } finally {
    void producer.disconnect().catch(() => {});
  }
}
