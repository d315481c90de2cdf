import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Bus } from '@stellwerk/bus';
import { BusTransport } from '@stellwerk/bus/nest';
import { consumerGroups } from '@stellwerk/contracts';
import { BUS } from '@stellwerk/service';
import { BatchHandler, DEAD_LETTER_TOPIC } from './consumer/batch-handler.js';
import { LIVE_PATTERN, PATIENT_PATTERN } from './consumer/warehouse.consumer.js';

const MEBIBYTE = 1_048_576;

/** The consumers of every topic, resumed from the ledger in ClickHouse. */
export function createTransports(app: NestFastifyApplication): CustomTransportStrategy[] {
  const handler = app.get(BatchHandler);
  const ledger = {
    resumeAt: (topic: string, partition: number) => handler.resumeAt(topic, partition),
    released: (topic: string, partition: number) => handler.released(topic, partition),
    // Four batches of a consumer are in memory at once; larger ones would not fit 300 MB.
    minBytesPerFetch: 3 * MEBIBYTE,
    maxBytesPerPartition: 3 * MEBIBYTE,
  };
  return [
    new BusTransport({
      bus: app.get<Bus>(BUS),
      group: consumerGroups.liveStorage.group,
      deadLetterTopic: DEAD_LETTER_TOPIC,
      patterns: {
        // Every insert makes a part that has to be merged later: patience makes them few and large, and so does a backlog.
        [LIVE_PATTERN]: { ...ledger, maxWaitTimeMs: 400 },
        [PATIENT_PATTERN]: { ...ledger, group: consumerGroups.patientStorage.group, maxWaitTimeMs: 2_000 },
      },
    }),
  ];
}
