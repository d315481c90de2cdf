import { type BusUnderTest, busContract } from '../contract/bus-contract.js';
import type { Bus } from '../port.js';
import { createMemoryBus } from './memory-bus.js';

/** One broker shared by clients whose `close` must not end the others. */
function memoryUnderTest(): BusUnderTest {
  const broker = createMemoryBus();
  let topics = 0;
  const connect = (): Bus => ({
    publish: (messages) => broker.publish(messages),
    subscribe: (options) => broker.subscribe(options),
    table: (options) => broker.table(options),
    readFrom: (topic, partition, offset) => broker.readFrom(topic, partition, offset),
    health: () => broker.health(),
    close: async () => {},
  });
  const createTopic = async () => `topic-${topics++}`;
  return { connect, createTopic, createCompactedTopic: createTopic };
}

describe('memory bus', () => {
  it.each(busContract)('%s', async (_title, run) => {
    await run(memoryUnderTest());
  });
});
