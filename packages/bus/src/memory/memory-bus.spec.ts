import { type BusUnderTest, busContract } from '../contract/bus-contract.js';
import { createMemoryBus, type MemoryBus } from './memory-bus.js';

function memoryUnderTest(): BusUnderTest {
  const broker = createMemoryBus();
  let topics = 0;
  const createTopic = async (name = `topic-${topics++}`) => name;
  return {
    connect: (now) => broker.connect(now),
    crash: (bus) => (bus as MemoryBus).crash(),
    createTopic,
    createTopicKeeping: async (retentionMs) => {
      const topic = await createTopic();
      broker.setRetention(topic, retentionMs);
      return topic;
    },
    createCompactedTopic: () => createTopic(),
  };
}

describe('memory bus', () => {
  it.each(busContract)('%s', async (_title, run) => {
    await run(memoryUnderTest());
  });
});
