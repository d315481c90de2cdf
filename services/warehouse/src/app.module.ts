import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Bus, ControlTable } from '@stellwerk/bus';
import { type ClickHouseClient, clickHouseHealth, createClickHouse, migrate } from '@stellwerk/clickhouse';
import {
  BUS,
  CLOCK,
  type Clock,
  CONFIG,
  CONTROL_TABLE,
  ControlPlaneModule,
  HEALTH,
  type HealthRegistry,
  LOGGER,
  type Logger,
} from '@stellwerk/service';
import { RawRetention } from './adapters/raw-retention.js';
import { createSpanStore } from './adapters/span-store.js';
import { WarehouseStore } from './adapters/warehouse-store.js';
import { migrationsFolder, type WarehouseConfig } from './config.js';
import { BatchHandler } from './consumer/batch-handler.js';
import { WarehouseConsumer } from './consumer/warehouse.consumer.js';
import { BooksController } from './http/books.controller.js';
import { ProgressController } from './http/progress.controller.js';
import { type Receiver, startReceiver } from './otlp/receiver.js';
import { SpanWriter } from './otlp/span-writer.js';
import { CLICKHOUSE, RECEIVER } from './tokens.js';

/** The composition root. The schema is brought up to date before anything else touches the store. */
@Module({
  imports: [ControlPlaneModule],
  controllers: [WarehouseConsumer, ProgressController, BooksController],
  providers: [
    {
      provide: CLICKHOUSE,
      inject: [CONFIG, HEALTH],
      useFactory: (config: WarehouseConfig, health: HealthRegistry) => {
        const { clickHouseUrl: url, clickHouseUser: user, clickHousePassword: password } = config;
        const client = createClickHouse({ url, user, password, maxConnections: 32 });
        health.register('clickhouse', () => clickHouseHealth(client));
        return client;
      },
    },
    {
      provide: WarehouseStore,
      inject: [CLICKHOUSE, LOGGER],
      useFactory: async (client: ClickHouseClient, logger: Logger) => {
        const applied = await migrate(client, migrationsFolder);
        if (applied.length > 0) logger.info('schema brought up to date', { files: applied.length });
        return WarehouseStore.open(client);
      },
    },
    {
      provide: BatchHandler,
      inject: [WarehouseStore, BUS, CONTROL_TABLE, CLOCK, HEALTH],
      useFactory: (store: WarehouseStore, bus: Bus, control: ControlTable, clock: Clock, health: HealthRegistry) => {
        const handler = new BatchHandler(store, bus, control, clock);
        health.register('sink', () => handler.stalledBy);
        return handler;
      },
    },
    {
      provide: RawRetention,
      // The store comes first: it creates the column that says how long.
      inject: [CLICKHOUSE, CONTROL_TABLE, LOGGER, WarehouseStore],
      useFactory: (client: ClickHouseClient, control: ControlTable, logger: Logger) => {
        const retention = new RawRetention(client, control, logger);
        retention.start();
        return retention;
      },
    },
    {
      provide: RECEIVER,
      // The store comes first: it creates the table that spans go into.
      inject: [CONFIG, CLICKHOUSE, WarehouseStore],
      useFactory: ({ host, otlpPort }: WarehouseConfig, client: ClickHouseClient) =>
        startReceiver({ host, port: otlpPort, writer: new SpanWriter(createSpanStore(client)) }),
    },
  ],
})
export class AppModule implements OnApplicationShutdown {
  constructor(
    @Inject(CLICKHOUSE) private readonly client: ClickHouseClient,
    @Inject(RECEIVER) private readonly receiver: Receiver,
  ) {}

  /** Runs when consumers and HTTP have ended: they need the client to the last. */
  async onApplicationShutdown(): Promise<void> {
    await this.receiver.stop();
    await this.client.close();
  }
}
