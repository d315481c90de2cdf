import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Bus, BusTransport } from '@stellwerk/bus';
import { deadLetterTopic, trackingReceived } from '@stellwerk/contracts';
import { BUS, HEALTH, type HealthRegistry } from '@stellwerk/service';
import { Deduplicator } from './deduplicator.js';

/** Consumers of this service: received events, resumed from the store of seen ids. */
export function createTransports(app: NestFastifyApplication): CustomTransportStrategy[] {
  const deduplicator = app.get(Deduplicator);
  const transport = new BusTransport({
    bus: app.get<Bus>(BUS),
    group: 'tracking',
    deadLetterTopic: deadLetterTopic('tracking'),
    patterns: {
      [trackingReceived.type]: {
        resumeAt: (topic, partition) => deduplicator.resumeAt(topic, partition),
        released: (topic, partition) => deduplicator.released(topic, partition),
        // Every batch is a publish and a transaction: a little patience under load makes them few.
        maxWaitTimeMs: 50,
        minBytesPerFetch: 262_144,
      },
    },
  });
  app.get<HealthRegistry>(HEALTH).register('consumer', () => {
    const stalled = transport.subscriptions.map((subscription) => subscription.status().stalledBy).find(Boolean);
    return stalled ? `waits for ${stalled}` : null;
  });
  return [transport];
}
