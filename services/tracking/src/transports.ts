import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Bus } from '@stellwerk/bus';
import { BusTransport } from '@stellwerk/bus/nest';
import {
  deadLetterTopic,
  trackingCounted,
  trackingEvent,
  trackingReceived,
  trackingRejected,
} from '@stellwerk/contracts';
import { BACKLOG, type Backlog, BUS, HEALTH, type HealthRegistry } from '@stellwerk/service';
import { Deduplicator, GROUP } from './deduplicator.js';
import { MasterData } from './enrichment/master-data.js';

/** Consumers of this service: received events, resumed from the store of seen ids. */
export function createTransports(app: NestFastifyApplication): CustomTransportStrategy[] {
  const deduplicator = app.get(Deduplicator);
  const masterData = app.get(MasterData);
  const transport = new BusTransport({
    bus: app.get<Bus>(BUS),
    group: GROUP,
    deadLetterTopic: deadLetterTopic(GROUP),
    patterns: {
      [trackingReceived.type]: {
        // Events of before the start are completed from what was known then.
        resumeAt: async (topic, partition) => {
          await masterData.whenRead();
          return deduplicator.resumeAt(topic, partition);
        },
        released: (topic, partition) => deduplicator.released(topic, partition),
        // Every batch is a publish and a transaction: a little patience under load makes them few.
        maxWaitTimeMs: 50,
        // Batches that die young: with a megabyte of each partition under way the collector of garbage took half a core.
        maxBytesPerPartition: 262_144,
        minBytesPerFetch: 262_144,
      },
    },
  });
  app.get<HealthRegistry>(HEALTH).register('master-data', () => masterData.waitsFor());
  // What the door promises to keep, these must take before the broker deletes it.
  const backlog = app.get<Backlog>(BACKLOG);
  backlog.watchGroup('identity', [trackingEvent.type]);
  backlog.watchGroup('warehouse', [
    trackingReceived.type,
    trackingEvent.type,
    trackingRejected.type,
    trackingCounted.type,
  ]);
  return [transport];
}
