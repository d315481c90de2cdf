import kafkajs, { type Admin } from 'kafkajs';

const { ConfigResourceTypes, Kafka, logLevel } = kafkajs;

/** Gives a topic these settings in place of all that it had of its own. */
export async function setTopicConfig(
  brokers: readonly string[],
  topic: string,
  config: Readonly<Record<string, string>>,
): Promise<void> {
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  const resource = { type: ConfigResourceTypes.TOPIC, name: topic, configEntries };
  await asAdmin(brokers, (admin) => admin.alterConfigs({ validateOnly: false, resources: [resource] }));
}

/** Deletes what lies before an offset of a topic's only partition, as the end of its retention does. */
export async function deleteRecords(brokers: readonly string[], topic: string, before: string): Promise<void> {
  await asAdmin(brokers, async (admin) => {
    // Makes kafkajs load the topic's metadata, without which it refuses.
    await admin.fetchTopicOffsets(topic);
    await admin.deleteTopicRecords({ topic, partitions: [{ partition: 0, offset: before }] });
  });
}

async function asAdmin(brokers: readonly string[], work: (admin: Admin) => Promise<unknown>): Promise<void> {
  const admin = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.disconnect();
  }
}
