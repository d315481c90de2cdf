import { availableParallelism } from 'node:os';
import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from './errors.js';

const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

const environmentSchema = z.object({
  STELLWERK_HOST: z.string().min(1).default('127.0.0.1').describe('address to listen on'),
  STELLWERK_PORT: wholeNumber(0, 65_535).default(4610).describe('port to listen on; 0 = any free one'),
  STELLWERK_MODELS_DIR: z.string().min(1).describe('folder of the converted models'),
  STELLWERK_MODELS_KEY_FILE: z.string().min(1).describe('file with the key that every request must carry'),
  STELLWERK_MODELS_THREADS: wholeNumber(1, 64)
    .default(Math.max(1, Math.floor(availableParallelism() / 2)))
    .meta({ description: 'threads of one run', defaultText: 'half of the cores' }),
  STELLWERK_MODELS_QUEUE_TOKENS: wholeNumber(512, 10_000_000)
    .default(131_072)
    .describe('tokens that may wait before requests are refused'),
  STELLWERK_MODELS_MAX_BODY_BYTES: wholeNumber(1_024, 67_108_864)
    .default(4_194_304)
    .describe('largest body of a request, in bytes'),
});

/** The settings as the configuration page prints them. */
export const settings = Object.fromEntries(
  Object.entries(environmentSchema.shape).map(([env, field]) => {
    const { description = '', defaultText } = field.meta() ?? {};
    const usual = field instanceof z.ZodDefault ? String(field.def.defaultValue) : undefined;
    return [env, { env, description, defaultText: typeof defaultText === 'string' ? defaultText : usual }];
  }),
);

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly modelsFolder: string;
  readonly keyFile: string;
  readonly threads: number;
  readonly maxWaitingTokens: number;
  readonly maxBodyBytes: number;
}

/** Reads the settings of the models part. @throws EMB_CONFIG_INVALID naming every problem. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    throw new StellwerkError(errors.CONFIG_INVALID, { problems });
  }
  const values = parsed.data;
  return Object.freeze({
    host: values.STELLWERK_HOST,
    port: values.STELLWERK_PORT,
    modelsFolder: values.STELLWERK_MODELS_DIR,
    keyFile: values.STELLWERK_MODELS_KEY_FILE,
    threads: values.STELLWERK_MODELS_THREADS,
    maxWaitingTokens: values.STELLWERK_MODELS_QUEUE_TOKENS,
    maxBodyBytes: values.STELLWERK_MODELS_MAX_BODY_BYTES,
  });
}
