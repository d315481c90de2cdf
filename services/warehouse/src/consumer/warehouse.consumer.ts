import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { MessageBatch } from '@stellwerk/bus';
import { BatchHandler } from './batch-handler.js';
import { warehouseTopics } from './topics.js';

/** All topics as one pattern: they share the consumer group and its fetches. */
export const WAREHOUSE_PATTERN = warehouseTopics.join(',');

@Controller()
export class WarehouseConsumer {
  constructor(private readonly handler: BatchHandler) {}

  @EventPattern<string>(WAREHOUSE_PATTERN)
  store(@Payload() batch: MessageBatch): Promise<void> {
    return this.handler.handle(batch);
  }
}
