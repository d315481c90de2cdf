import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { MessageBatch } from '@stellwerk/bus';
import { consumerGroups } from '@stellwerk/contracts';
import { BatchHandler } from './batch-handler.js';

/** Topics of one pattern share a consumer group and its fetches. */
export const LIVE_PATTERN = consumerGroups.liveStorage.topics.join(',');
export const PATIENT_PATTERN = consumerGroups.patientStorage.topics.join(',');

@Controller()
export class WarehouseConsumer {
  constructor(private readonly handler: BatchHandler) {}

  @EventPattern<string>(LIVE_PATTERN)
  storeLive(@Payload() batch: MessageBatch): Promise<void> {
    return this.handler.handle(batch);
  }

  @EventPattern<string>(PATIENT_PATTERN)
  storePatiently(@Payload() batch: MessageBatch): Promise<void> {
    return this.handler.handle(batch);
  }
}
