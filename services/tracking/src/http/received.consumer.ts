import { Controller, Inject } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { BatchOutcome, MessageBatch } from '@stellwerk/bus';
import { trackingReceived } from '@stellwerk/contracts';
import { Deduplicator } from '../deduplicator.js';

/** Behind the door: hands batches of received events to the de-duplicator. */
@Controller()
export class ReceivedConsumer {
  constructor(@Inject(Deduplicator) private readonly deduplicator: Deduplicator) {}

  @EventPattern<string>(trackingReceived.type)
  handle(@Payload() batch: MessageBatch): Promise<BatchOutcome> {
    return this.deduplicator.handle(batch);
  }
}
