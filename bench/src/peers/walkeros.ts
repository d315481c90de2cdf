import { createRequire } from 'node:module';
import { startFlow } from '@walkeros/collector';
import { serve } from './server.js';

// Its module form asks for kafkajs by a "require" that modules do not have; the other form finds it.
const kafkaDestination = createRequire(import.meta.url)('@walkeros/server-destination-kafka').default;

// The collector and its Kafka destination as their documentation sets them up, acks = all, uncompressed as the others.
const [port, brokers = '', topic = ''] = process.argv.slice(2);
const { collector } = await startFlow({
  run: true,
  destinations: {
    kafka: {
      code: kafkaDestination,
      config: {
        settings: { kafka: { brokers: brokers.split(','), topic, acks: -1, compression: 'none', key: 'user.device' } },
      },
    },
  },
} as unknown as Parameters<typeof startFlow>[0]);
await serve(Number(port), async (events) => {
  for (const event of events) {
    const { properties, anonymousId, messageId, timestamp } = event;
    await collector.push({
      name: 'product view',
      id: messageId,
      data: properties,
      user: { device: anonymousId },
      timestamp: Date.parse(String(timestamp)),
    } as unknown as Parameters<typeof collector.push>[0]);
  }
});
