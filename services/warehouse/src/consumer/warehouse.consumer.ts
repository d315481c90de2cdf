import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import type { MessageBatch } from '@stellwerk/bus';
import { BatchHandler } from './batch-handler.js';
import { liveTopics, patientTopics } from './topics.js';

/** Topics of one pattern share a consumer group and its fetches. */
export const LIVE_PATTERN = liveTopics.join(',');
export const PATIENT_PATTERN = patientTopics.join(',');

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
