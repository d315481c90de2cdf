import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Bus } from '@stellwerk/bus';
import { type ClickHouseClient, clickHouseHealth, createClickHouse } from '@stellwerk/clickhouse';
import { BUS, CLOCK, type Clock, CONFIG, HEALTH, type HealthRegistry } from '@stellwerk/service';
import { AttributionRuns } from './attribution-runs.js';
import type { Config } from './config.js';
import { AttributionController } from './http/attribution.controller.js';

/** A little longer than a slice of paths may take on the server, so that the server ends it. */
const QUERY_TIMEOUT_MS = 310_000;

const CLICKHOUSE = Symbol('ClickHouseClient');

/** What the service is made of. */
@Module({
  controllers: [AttributionController],
  providers: [
    {
      provide: CLICKHOUSE,
      inject: [CONFIG, HEALTH],
      useFactory: (config: Config, health: HealthRegistry) => {
        const { clickHouseUrl: url, clickHouseUser: user, clickHousePassword: password } = config;
        const client = createClickHouse({ url, user, password, timeoutMs: QUERY_TIMEOUT_MS });
        health.register('clickhouse', () => clickHouseHealth(client));
        return client;
      },
    },
    {
      provide: AttributionRuns,
      inject: [CLICKHOUSE, BUS, CLOCK],
      useFactory: (client: ClickHouseClient, bus: Bus, clock: Clock) => new AttributionRuns(client, bus, clock),
    },
  ],
})
export class AppModule implements OnApplicationShutdown {
  constructor(@Inject(CLICKHOUSE) private readonly client: ClickHouseClient) {}

  async onApplicationShutdown(): Promise<void> {
    await this.client.close();
  }
}
