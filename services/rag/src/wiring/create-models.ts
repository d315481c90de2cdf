import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bus, ControlTable } from '@stellwerk/bus';
import {
  BusCallRecord,
  type EmbeddedModel,
  type Fetch,
  Models,
  readEmbeddedModel,
  readKey,
  readModelKeys,
  systemClock,
  withKey,
} from '@stellwerk/models';
import { errorFields, type Logger } from '@stellwerk/service';
import type { Config } from '../config.js';

export interface CalledModels {
  readonly models: Models;
  /** Publishes what is still to be told of calls. */
  close(): Promise<void>;
}

const MAX_WAITING_CALLS = 4_096;
const RETRY_MS = 1_000;
/** The models load their weights while the service starts. */
const START_ATTEMPTS = 60;
const EMBEDDED_LIMITS = { timeoutMs: 60_000, maxTextsPerRequest: 32 };

/** The models that the service calls: by documents, and the embedded ones where no document says otherwise. */
export async function createModels(
  config: Pick<Config, 'modelsUrl' | 'embeddedModelsKeyFile' | 'modelHosts' | 'modelKeysFile'>,
  control: Pick<ControlTable, 'all'>,
  bus: Pick<Bus, 'publish'>,
  logger: Logger,
): Promise<CalledModels> {
  const record = new BusCallRecord(bus, {
    source: 'rag',
    maxWaiting: MAX_WAITING_CALLS,
    pauseMs: RETRY_MS,
    onFailure: (error) => logger.warn('calls of models wait for the bus', errorFields(error)),
    sleep: async (milliseconds) => void (await sleep(milliseconds)),
  });
  const { modelsUrl, embeddedModelsKeyFile: keyFile } = config;
  const embedded = modelsUrl === undefined ? undefined : await readPatiently(modelsUrl, withKey(fetch, keyFile));
  const key = readKey(keyFile);
  const models = new Models({
    control,
    allowedHosts: config.modelHosts,
    keys: new Map([
      ...readModelKeys(config.modelKeysFile),
      ...(modelsUrl !== undefined && key !== undefined ? [[modelsUrl, key] as const] : []),
    ]),
    ...(embedded && { embedded }),
    record,
    fetch,
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
  });
  return {
    models,
    close: async () => {
      const lost = await record.close();
      if (lost > 0) logger.warn('calls of models are not on record', { calls: lost });
    },
  };
}

/** @throws MDL_UNAVAILABLE where the models have not come up after a minute */
async function readPatiently(baseUrl: string, http: Fetch): Promise<EmbeddedModel> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readEmbeddedModel(baseUrl, http, EMBEDDED_LIMITS);
    } catch (error) {
      if (attempt === START_ATTEMPTS) throw error;
      await sleep(RETRY_MS);
    }
  }
}
