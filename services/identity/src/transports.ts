import type { CustomTransportStrategy } from '@nestjs/microservices';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Bus, BusTransport } from '@stellwerk/bus';
import { deadLetterTopic, trackingEvent } from '@stellwerk/contracts';
import { BUS } from '@stellwerk/service';
import { COMPONENTS_GROUP, ComponentWorker } from './component-worker.js';
import { componentCommand } from './contracts.js';
import { DirectoryWorker } from './directory-worker.js';
import { DIRECTORY_PATTERN } from './http/identity.consumer.js';
import { PROGRESS, type Progress } from './progress.js';

/** Consumer groups of the service, one per kind of worker, in the order in which a fact passes them. */
export const groups = { assertions: 'identity', directory: 'identity-directory', components: COMPONENTS_GROUP };

/** The three consumers; containers resume from their own store. */
export function createTransports(app: NestFastifyApplication): CustomTransportStrategy[] {
  const directory = app.get(DirectoryWorker);
  const components = app.get(ComponentWorker);
  const transport = new BusTransport({
    bus: app.get<Bus>(BUS),
    group: groups.assertions,
    deadLetterTopic: deadLetterTopic('identity'),
    patterns: {
      [trackingEvent.type]: { group: groups.assertions },
      [DIRECTORY_PATTERN]: {
        group: groups.directory,
        released: (topic, partition) => directory.released(topic, partition),
      },
      [componentCommand.type]: {
        group: groups.components,
        resumeAt: (topic, partition) => components.resumeAt(topic, partition),
        released: (topic, partition) => components.released(topic, partition),
      },
    },
  });
  app.get<Progress>(PROGRESS).subscriptions = () => transport.subscriptions;
  return [transport];
}
