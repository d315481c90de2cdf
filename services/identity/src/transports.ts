import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Bus } from '@stellwerk/bus';
import { BusTransport } from '@stellwerk/bus/nest';
import { consumerGroups, deadLetterTopic, trackingEvent } from '@stellwerk/contracts';
import { BUS } from '@stellwerk/service';
import { ComponentWorker } from './component-worker.js';
import { componentCommand } from './contracts.js';
import { DirectoryWorker } from './directory-worker.js';
import { DIRECTORY_PATTERN } from './http/identity.consumer.js';
import { PROGRESS, type Progress } from './progress.js';

/**
 * Every batch is a publish and a commit, and one of containers two transactions as well, whose writes the disk must confirm: under
 * load a little patience makes them few.
 */
const patience = { minBytesPerFetch: 262_144, maxWaitTimeMs: 200 };

/** The three consumers, a group per kind of worker; containers resume from their own store. */
export function createTransports(app: NestFastifyApplication): CustomTransportStrategy[] {
  const directory = app.get(DirectoryWorker);
  const components = app.get(ComponentWorker);
  const transport = new BusTransport({
    bus: app.get<Bus>(BUS),
    group: consumerGroups.assertions.group,
    deadLetterTopic: deadLetterTopic('identity'),
    patterns: {
      [trackingEvent.type]: patience,
      [DIRECTORY_PATTERN]: {
        ...patience,
        group: consumerGroups.directory.group,
        released: (topic, partition) => directory.released(topic, partition),
      },
      [componentCommand.type]: {
        ...patience,
        group: consumerGroups.components.group,
        resumeAt: (topic, partition) => components.resumeAt(topic, partition),
        released: (topic, partition) => components.released(topic, partition),
      },
    },
  });
  app.get<Progress>(PROGRESS).subscriptions = () => transport.subscriptions;
  return [transport];
}
