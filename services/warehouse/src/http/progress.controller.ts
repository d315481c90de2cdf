import { Controller, Get } from '@nestjs/common';
import { ApiOperation, Roles } from '@stellwerk/service';
import { WarehouseStore } from '../adapters/warehouse-store.js';
import { BatchHandler } from '../consumer/batch-handler.js';

interface Progress {
  /** Messages fetched as existing but not queryable yet, over all partitions of this process. */
  readonly lag: number;
  readonly partitions: readonly {
    readonly topic: string;
    readonly partition: number;
    /** Everything below it is queryable. */
    readonly nextOffset: number;
  }[];
}

@Controller('v1/progress')
export class ProgressController {
  constructor(
    private readonly store: WarehouseStore,
    private readonly handler: BatchHandler,
  ) {}

  /** How far each Kafka partition is queryable. */
  @Get()
  @ApiOperation({ summary: 'Per topic and partition the offset below which everything is queryable' })
  @Roles('viewer', 'analyst', 'marketer')
  async read(): Promise<Progress> {
    const applied = await this.store.progress();
    return {
      lag: Number(this.handler.lag),
      partitions: applied.map(({ topic, partition, nextOffset }) => ({
        topic,
        partition,
        nextOffset: Number(nextOffset),
      })),
    };
  }
}
