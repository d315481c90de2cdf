import '@stellwerk/bus/request-queue-patch';
import { Kafka, logLevel } from 'kafkajs';

const PROBE_GROUP = 'stellwerk.probe';

/**
 * True when the broker serves metadata and a group coordinator answers. The second matters: right after a start the
 * broker accepts connections while consumers cannot join yet. The question also makes it create its offsets topic.
 */
export async function isKafkaReady(brokers: readonly string[], timeoutMs: number): Promise<boolean> {
  const admin = new Kafka({
    clientId: 'stellwerk-probe',
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    connectionTimeout: timeoutMs,
    requestTimeout: timeoutMs,
    retry: { retries: 0 },
  }).admin();
  try {
    await admin.connect();
    const { brokers: members } = await admin.describeCluster();
    if (members.length === 0) return false;
    await admin.describeGroups([PROBE_GROUP]);
    return true;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}
