import { join } from 'node:path';
import { baseConfig, type ConfigOf, type ConfigShape, clickHouseConfig, integer } from '@stellwerk/service';

export const warehouseConfig = {
  ...baseConfig,
  ...clickHouseConfig,
  otlpPort: integer('STELLWERK_OTLP_PORT', {
    description: 'port of the OTLP/HTTP receiver for traces; 0 = any free one',
    min: 0,
    max: 65535,
  }),
} as const satisfies ConfigShape;

export type WarehouseConfig = ConfigOf<typeof warehouseConfig>;

/** Numbered DDL, at the same place from `src/` and from `dist/`; `roles.json` lies beside it. */
export const migrationsFolder = join(import.meta.dirname, '..', '..', '..', 'deploy', 'clickhouse');
