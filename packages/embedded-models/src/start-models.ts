import { readFile } from 'node:fs/promises';
import { StellwerkError } from '@stellwerk/contracts';
import type { Config } from './config.js';
import { E5Model } from './embedding/e5.js';
import { EmbeddingQueue } from './embedding/embedding-queue.js';
import { errors } from './errors.js';
import { createServer } from './http/server.js';
import { openModelsFolder } from './models-folder.js';
import { Names } from './names/names.js';

/** Texts of about a minute. */
const MAX_WAITING_UNITS = 1_000_000;

const MIN_KEY_CHARACTERS = 32;

export interface RunningModels {
  readonly url: string;
  /** Refuses what waits, lets the run under way end, and closes the port. */
  close(): Promise<void>;
}

/** Checks and loads the models and serves them. @throws EMB_KEY_FILE_INVALID, EMB_MODEL_MISSING, EMB_MODEL_DAMAGED. */
export async function startModels(config: Config): Promise<RunningModels> {
  const key = await readKey(config.keyFile);
  const folder = await openModelsFolder(config.modelsFolder);
  const e5 = await E5Model.load(folder, config.threads);
  const queue = new EmbeddingQueue(e5, config, () => performance.now());
  const names = new Names(folder, { threads: config.threads, maxWaitingUnits: MAX_WAITING_UNITS });
  const server = createServer({ e5, queue, names, key, maxBodyBytes: config.maxBodyBytes });
  const url = await server.listen({ host: config.host, port: config.port });
  return {
    url,
    async close() {
      await queue.close();
      await server.close();
      await names.close();
      await e5.release();
    },
  };
}

/** @throws EMB_KEY_FILE_INVALID */
export async function readKey(file: string): Promise<string> {
  const key = await readFile(file, 'utf8').catch(() => '');
  if (key.trim().length >= MIN_KEY_CHARACTERS) return key.trim();
  throw new StellwerkError(errors.KEY_FILE_INVALID, { least: MIN_KEY_CHARACTERS });
}
