import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { BatchOutcome, MessageBatch } from '@stellwerk/bus';
import { consumerGroups, trackingEvent } from '@stellwerk/contracts';
import { AssertionWorker } from '../assertion-worker.js';
import { ComponentWorker } from '../component-worker.js';
import { componentCommand } from '../contracts.js';
import { DirectoryWorker } from '../directory-worker.js';

/** Both topics of the directory share one group and one handler. */
export const DIRECTORY_PATTERN = consumerGroups.directory.topics.join(',');

/** Hands batches to the three workers in the order in which a fact passes them. */
@Controller()
export class IdentityConsumer {
  constructor(
    @Inject(AssertionWorker) private readonly assertions: AssertionWorker,
    @Inject(DirectoryWorker) private readonly directory: DirectoryWorker,
    @Inject(ComponentWorker) private readonly components: ComponentWorker,
  ) {}

  @EventPattern<string>(trackingEvent.type)
  stateFacts(@Payload() batch: MessageBatch): Promise<BatchOutcome> {
    return this.assertions.handle(batch);
  }

  @EventPattern<string>(DIRECTORY_PATTERN)
  routeFacts(@Payload() batch: MessageBatch): Promise<BatchOutcome> {
    return this.directory.handle(batch);
  }

  @EventPattern<string>(componentCommand.type)
  applyCommands(@Payload() batch: MessageBatch): Promise<BatchOutcome> {
    return this.components.handle(batch);
  }
}
