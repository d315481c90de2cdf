import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Bus } from '@stellwerk/bus';
import {
  type ClickHouseClient,
  type ClickHouseOptions,
  clickHouseHealth,
  createClickHouse,
} from '@stellwerk/clickhouse';
import { BUS, CLOCK, type Clock, CONFIG, HEALTH, type HealthRegistry } from '@stellwerk/service';
import { AnalysisThreads } from './adapters/analysis-threads.js';
import { AttributionRuns } from './attribution-runs.js';
import type { Config } from './config.js';
import { AttributionController } from './http/attribution.controller.js';

const CLICKHOUSE = Symbol('ClickHouseClient');

/** A little longer than the server works on a slice of paths, so that the server ends it. */
const QUERY_TIMEOUT_MS = 270_000;

const clickHouseOf = (config: Config): ClickHouseOptions => ({
  url: config.clickHouseUrl,
  user: config.clickHouseUser,
  password: config.clickHousePassword,
});

/** What the service is made of. */
@Module({
  controllers: [AttributionController],
  providers: [
    {
      provide: CLICKHOUSE,
      inject: [CONFIG, HEALTH],
      useFactory: (config: Config, health: HealthRegistry) => {
        const client = createClickHouse(clickHouseOf(config));
        health.register('clickhouse', () => clickHouseHealth(client));
        return client;
      },
    },
    {
      provide: AnalysisThreads,
      inject: [CONFIG],
      useFactory: (config: Config) => new AnalysisThreads({ ...clickHouseOf(config), timeoutMs: QUERY_TIMEOUT_MS }),
    },
    {
      provide: AttributionRuns,
      inject: [AnalysisThreads, BUS, CLOCK],
      useFactory: (threads: AnalysisThreads, bus: Bus, clock: Clock) => new AttributionRuns(threads, bus, clock),
    },
  ],
})
export class AppModule implements OnApplicationShutdown {
  constructor(
    @Inject(CLICKHOUSE) private readonly client: ClickHouseClient,
    @Inject(AnalysisThreads) private readonly threads: AnalysisThreads,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.threads.close();
    await this.client.close();
  }
}
