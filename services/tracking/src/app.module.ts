import { join } from 'node:path';
import { Module, type OnModuleDestroy } from '@nestjs/common';
import type { Bus, ControlTable } from '@stellwerk/bus';
import type { TrackedEvent } from '@stellwerk/contracts';
import { BUS, CLOCK, type Clock, CONFIG, CONTROL_TABLE } from '@stellwerk/service';
import { createSealer, type Sealer } from './adapters/sealer.js';
import { createSources } from './adapters/sources.js';
import { createChannelEnrichment } from './channel-enrichment.js';
import type { Config } from './config.js';
import { Deduplicator } from './deduplicator.js';
import { RateLimiter } from './domain/rate-limiter.js';
import { Door } from './door.js';
import { Collector } from './http/collector.js';
import { ReceivedConsumer } from './http/received.consumer.js';
import { RejectedController } from './http/rejected.controller.js';
import { SegmentController } from './protocols/segment/segment.controller.js';
import { RejectedLog } from './rejected/rejected-log.js';
import { createRejections } from './rejected/rejections.js';
import { Repair } from './rejected/repair.js';
import { keepsOriginals, startKeyDestruction } from './retention.js';

const SEALER = Symbol('Sealer');

/** What the service is made of. */
@Module({
  controllers: [SegmentController, RejectedController, ReceivedConsumer],
  providers: [
    Collector,
    {
      provide: SEALER,
      inject: [CONFIG],
      useFactory: (config: Config) => createSealer(join(config.secretsDir, 'rejected')),
    },
    {
      provide: Door,
      inject: [BUS, CONTROL_TABLE, CLOCK, CONFIG, SEALER],
      useFactory: (bus: Bus, control: ControlTable, clock: Clock, config: Config, sealer: Sealer) =>
        new Door({
          bus,
          clock,
          config,
          sources: createSources(control, config.secretsDir),
          limiter: new RateLimiter(),
          rejections: createRejections(sealer, (tenant) => keepsOriginals(control, tenant)),
        }),
    },
    { provide: RejectedLog, inject: [BUS], useFactory: (bus: Bus) => new RejectedLog(bus) },
    {
      provide: Repair,
      inject: [RejectedLog, SEALER, Door],
      useFactory: (log: RejectedLog, sealer: Sealer, door: Door) => new Repair({ log, sealer, door }),
    },
    {
      provide: Deduplicator,
      inject: [BUS, CONTROL_TABLE, CLOCK, CONFIG],
      useFactory: (bus: Bus, control: ControlTable, clock: Clock, { stateDir }: Config) => {
        const enrich: (event: TrackedEvent) => TrackedEvent = createChannelEnrichment(control);
        return new Deduplicator({ bus, clock, stateDir, enrich });
      },
    },
    {
      provide: 'KEY_DESTRUCTION',
      inject: [SEALER, CONTROL_TABLE, CLOCK],
      useFactory: startKeyDestruction,
    },
  ],
})
export class AppModule implements OnModuleDestroy {
  constructor(private readonly deduplicator: Deduplicator) {}

  async onModuleDestroy(): Promise<void> {
    await this.deduplicator.close();
  }
}
