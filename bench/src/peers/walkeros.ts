import { startFlow } from '@walkeros/collector';
import kafkaDestination from '@walkeros/server-destination-kafka';
import { serve } from './server.js';

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
