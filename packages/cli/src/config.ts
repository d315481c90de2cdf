import { join } from 'node:path';
import { type KafkaAccessValues, kafkaAccessSettings } from '@stellwerk/bus';
import { DEFAULT_PORT_BASE, findRepositoryRoot } from '@stellwerk/local';

/**
 * What the command line takes from the environment. Nothing of it is needed for the embedded stack, whose addresses and
 * passwords lie in its state folder.
 */
export interface CliEnvironment {
  readonly stateDir: string;
  readonly portBase: number;
  readonly kafkaBrokers: string | undefined;
  readonly kafkaAccess: KafkaAccessValues;
  readonly trackingUrl: string | undefined;
  readonly identityUrl: string | undefined;
  readonly warehouseUrl: string | undefined;
  readonly attributionUrl: string | undefined;
  readonly mmmUrl: string | undefined;
  readonly ragUrl: string | undefined;
  readonly clickHouseUrl: string | undefined;
  readonly clickHouseUser: string | undefined;
  readonly clickHousePassword: string | undefined;
  readonly token: string | undefined;
}

const variables = {
  STELLWERK_STATE_DIR: 'state folder of the embedded stack',
  STELLWERK_KAFKA_BROKERS: 'brokers of a platform elsewhere, host:port, comma-separated',
  STELLWERK_TRACKING_URL: 'base URL of its tracking service',
  STELLWERK_IDENTITY_URL: 'base URL of its identity service',
  STELLWERK_WAREHOUSE_URL: 'base URL of its warehouse service',
  STELLWERK_ATTRIBUTION_URL: 'base URL of its attribution service',
  STELLWERK_MMM_URL: 'base URL of its media mix service',
  STELLWERK_RAG_URL: 'base URL of its knowledge service',
  STELLWERK_CLICKHOUSE_URL: 'HTTP URL of its ClickHouse',
  STELLWERK_CLICKHOUSE_USER: 'user there',
  STELLWERK_CLICKHOUSE_PASSWORD: 'password of that user',
  STELLWERK_TOKEN: 'bearer token for its services',
} as const;

/** Variables that point the command line at a platform elsewhere; printed by `stellwerk help`. */
export const environmentVariables: Readonly<Record<string, string>> = {
  ...variables,
  ...Object.fromEntries(Object.values(kafkaAccessSettings).map(({ env, description }) => [env, description])),
};

/** Reads the environment once. */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): CliEnvironment {
  const text = (name: keyof typeof variables) => environment[name] || undefined;
  return {
    stateDir: text('STELLWERK_STATE_DIR') ?? join(findRepositoryRoot(), '.stellwerk'),
    portBase: DEFAULT_PORT_BASE,
    kafkaBrokers: text('STELLWERK_KAFKA_BROKERS'),
    kafkaAccess: Object.fromEntries(
      Object.entries(kafkaAccessSettings).map(([name, { env }]) => [name, environment[env] || undefined]),
    ),
    trackingUrl: text('STELLWERK_TRACKING_URL'),
    identityUrl: text('STELLWERK_IDENTITY_URL'),
    warehouseUrl: text('STELLWERK_WAREHOUSE_URL'),
    attributionUrl: text('STELLWERK_ATTRIBUTION_URL'),
    mmmUrl: text('STELLWERK_MMM_URL'),
    ragUrl: text('STELLWERK_RAG_URL'),
    clickHouseUrl: text('STELLWERK_CLICKHOUSE_URL'),
    clickHouseUser: text('STELLWERK_CLICKHOUSE_USER'),
    clickHousePassword: text('STELLWERK_CLICKHOUSE_PASSWORD'),
    token: text('STELLWERK_TOKEN'),
  };
}
