import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Bus, BusTransport } from '@stellwerk/bus';
import { BUS } from '@stellwerk/service';
import { BatchHandler, DEAD_LETTER_TOPIC, GROUP } from './consumer/batch-handler.js';
import { WAREHOUSE_PATTERN } from './consumer/warehouse.consumer.js';

/** The consumer of every topic, resumed from the ledger in ClickHouse. */
export function createTransports(app: NestFastifyApplication): CustomTransportStrategy[] {
  const handler = app.get(BatchHandler);
  return [
    new BusTransport({
      bus: app.get<Bus>(BUS),
      group: GROUP,
      deadLetterTopic: DEAD_LETTER_TOPIC,
      patterns: {
        [WAREHOUSE_PATTERN]: {
          resumeAt: (topic, partition) => handler.resumeAt(topic, partition),
          released: (topic, partition) => handler.released(topic, partition),
          // Every insert makes a part that has to be merged later: patience makes them few and large, and so does a backlog.
          // Four batches are in memory at once; larger ones would not fit 300 MB.
          maxWaitTimeMs: 700,
          minBytesPerFetch: 3 * 1_048_576,
          maxBytesPerPartition: 3 * 1_048_576,
        },
      },
    }),
  ];
}
