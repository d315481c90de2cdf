import { BusTransport } from '@stellwerk/bus';
import { BUS, runService } from '@stellwerk/service';
import { AppModule } from './app.module.js';
import { warehouseConfig } from './config.js';
import { BatchHandler, DEAD_LETTER_TOPIC, GROUP } from './consumer/batch-handler.js';
import { WAREHOUSE_PATTERN } from './consumer/warehouse.consumer.js';

await runService({
  name: GROUP,
  config: warehouseConfig,
  module: AppModule,
  transports: (app) => {
    const handler = app.get(BatchHandler);
    return [
      new BusTransport({
        bus: app.get(BUS),
        group: GROUP,
        deadLetterTopic: DEAD_LETTER_TOPIC,
        patterns: {
          [WAREHOUSE_PATTERN]: {
            resumeAt: (topic, partition) => handler.resumeAt(topic, partition),
            released: (topic, partition) => handler.released(topic, partition),
            // Many tiny inserts cost half a core; a third of a second of patience makes them few.
            maxWaitTimeMs: 300,
            minBytesPerFetch: 1_048_576,
          },
        },
      }),
    ];
  },
});
