import { type KafkaAccess, kafkaAccessSettings, readKafkaAccess } from '@stellwerk/bus';
import { z } from 'zod';

/** One setting: where it comes from, what it means, and how it must look. */
export interface Setting<Value = unknown> {
  readonly env: string;
  /** What it does, with its unit; printed in `docs/reference/configuration.md`. */
  readonly description: string;
  /** Parses the text of the environment variable. */
  readonly schema: z.ZodType<Value, string | undefined>;
  /** How the documentation shows the default; absent = required. */
  readonly defaultText?: string;
  readonly secret?: boolean;
}

export type ConfigShape = Readonly<Record<string, Setting>>;

/** The frozen configuration of a shape. */
export type ConfigOf<Shape extends ConfigShape> = {
  readonly [Key in keyof Shape]: Shape[Key] extends Setting<infer Value> ? Value : never;
};

interface SettingText {
  readonly description: string;
  readonly secret?: boolean;
}

/** Text setting; without `defaultValue` it is required. */
export function text(env: string, options: SettingText & { defaultValue?: string }): Setting<string> {
  const { defaultValue, ...rest } = options;
  const schema = z.string().min(1);
  return { env, ...rest, ...withDefault(schema, defaultValue) };
}

/** Text setting that may be absent. */
export function optionalText(env: string, options: SettingText): Setting<string | undefined> {
  return { env, ...options, schema: z.string().min(1).optional(), defaultText: 'not set' };
}

/** Whole number within bounds. */
export function integer(
  env: string,
  options: SettingText & { defaultValue?: number; min: number; max: number },
): Setting<number> {
  const { defaultValue, min, max, ...rest } = options;
  const schema = z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min).max(max));
  return { env, ...rest, ...withDefault(schema, defaultValue === undefined ? undefined : String(defaultValue)) };
}

/** Comma-separated list with at least one entry. */
export function list(env: string, options: SettingText & { defaultValue?: string }): Setting<readonly string[]> {
  const { defaultValue, ...rest } = options;
  const schema = z
    .string()
    .transform((value) => value.split(',').map((entry) => entry.trim()))
    .pipe(z.array(z.string().min(1)).min(1));
  return { env, ...rest, ...withDefault(schema, defaultValue) };
}

function withDefault<Value>(
  schema: z.ZodType<Value, string>,
  defaultValue: string | undefined,
): Pick<Setting<Value>, 'schema' | 'defaultText'> {
  if (defaultValue === undefined) return { schema: schema as z.ZodType<Value, string | undefined> };
  return { schema: z.string().default(defaultValue).pipe(schema), defaultText: defaultValue };
}

const access = kafkaAccessSettings;

/** How Kafka is entered, beside the addresses of its brokers. */
const kafkaAccessConfig = {
  kafkaSecurityProtocol: text(access.securityProtocol.env, { ...access.securityProtocol, defaultValue: 'plaintext' }),
  kafkaCaFile: optionalText(access.caFile.env, access.caFile),
  kafkaCertificateFile: optionalText(access.certificateFile.env, access.certificateFile),
  kafkaKeyFile: optionalText(access.keyFile.env, access.keyFile),
  kafkaSaslMechanism: optionalText(access.saslMechanism.env, access.saslMechanism),
  kafkaUser: optionalText(access.user.env, access.user),
  kafkaPassword: optionalText(access.password.env, access.password),
  kafkaPasswordFile: optionalText(access.passwordFile.env, access.passwordFile),
} as const satisfies ConfigShape;

/** What every service needs to run. */
export const baseConfig = {
  host: text('STELLWERK_HOST', { description: 'address to listen on', defaultValue: '127.0.0.1' }),
  port: integer('STELLWERK_PORT', { description: 'HTTP port; 0 = any free one', min: 0, max: 65535 }),
  kafkaBrokers: list('STELLWERK_KAFKA_BROKERS', { description: 'host:port of the brokers, comma-separated' }),
  ...kafkaAccessConfig,
  stateDir: text('STELLWERK_STATE_DIR', { description: 'folder for local state of this service' }),
  secretsDir: text('STELLWERK_SECRETS_DIR', { description: 'folder with peppers and keys; tracking alone uses it' }),
  otlpEndpoint: optionalText('STELLWERK_OTLP_ENDPOINT', {
    description: 'base URL of an OTLP/HTTP receiver for traces; not set = no traces leave the process',
  }),
} as const satisfies ConfigShape;

/** How a service that calls models gets to them: where it may go, and with which keys. */
export const modelAccessConfig = {
  embeddedModelsKeyFile: optionalText('STELLWERK_MODELS_KEY_FILE', {
    description: 'file with the key of the embedded models; absent = none is sent',
  }),
  modelHosts: list('STELLWERK_MODEL_HOSTS', {
    description: 'hosts that model routes may name, separated by commas; a host without a port allows every port',
    defaultValue: '127.0.0.1,localhost',
  }),
  modelKeysFile: optionalText('STELLWERK_MODEL_KEYS_FILE', {
    description: 'JSON file with the API key of each model endpoint, by its base URL; absent = none needs one',
  }),
} as const satisfies ConfigShape;

/** What services that query ClickHouse need as well. */
export const clickHouseConfig = {
  clickHouseUrl: text('STELLWERK_CLICKHOUSE_URL', { description: 'HTTP URL of ClickHouse' }),
  clickHouseUser: text('STELLWERK_CLICKHOUSE_USER', { description: 'user of this service' }),
  clickHousePassword: text('STELLWERK_CLICKHOUSE_PASSWORD', { description: 'password of that user', secret: true }),
} as const satisfies ConfigShape;

export type BaseConfig = ConfigOf<typeof baseConfig>;

/** Where Kafka is and how it is entered, by a service's settings. @throws StellwerkError BUS_ACCESS_INVALID */
export const kafkaAccessOf = (config: BaseConfig): KafkaAccess =>
  readKafkaAccess(config.kafkaBrokers, {
    securityProtocol: config.kafkaSecurityProtocol,
    caFile: config.kafkaCaFile,
    certificateFile: config.kafkaCertificateFile,
    keyFile: config.kafkaKeyFile,
    saslMechanism: config.kafkaSaslMechanism,
    user: config.kafkaUser,
    password: config.kafkaPassword,
    passwordFile: config.kafkaPasswordFile,
  });

/** Every problem of the environment at once, by variable; values are never repeated. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`configuration is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads a frozen configuration from an environment, by default that of the process.
 * @throws ConfigError naming every missing or malformed variable.
 */
export function readConfig<Shape extends ConfigShape>(
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): ConfigOf<Shape> {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(shape)) {
    const given = environment[setting.env];
    const parsed = setting.schema.safeParse(given === '' ? undefined : given);
    if (parsed.success) values[key] = parsed.data;
    else problems.push(problemOf(setting, given));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(values) as ConfigOf<Shape>;
}

function problemOf(setting: Setting, given: string | undefined): string {
  const what = given === undefined || given === '' ? 'is missing' : 'has a value that does not fit';
  return `${setting.env} ${what}: ${setting.description}`;
}
