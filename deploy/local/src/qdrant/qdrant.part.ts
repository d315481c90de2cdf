import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { host, packageRoot } from '../config.js';
import { errors } from '../errors.js';
import { installQdrant } from '../install/qdrant.js';
import type { Part } from '../part.js';
import type { PortPlan } from '../ports.js';
import { brief } from '../process/last-words.js';
import { readOrCreateSecret } from '../secrets.js';
import { isQdrantReady } from './ready.js';

/** Name of the secret that every request to the engine must carry. */
export const QDRANT_KEY = 'qdrant-key';

export interface QdrantPartOptions {
  /** Root of the repository. */
  readonly root: string;
  readonly folder: string;
  readonly secretsFolder: string;
  readonly ports: PortPlan;
}

/** The vector engine behind the part of Qdrant's interface that the platform uses. */
export function createQdrantPart({ root, folder, secretsFolder, ports }: QdrantPartOptions): Part {
  const dataDir = join(folder, 'data');
  const keyFile = join(secretsFolder, QDRANT_KEY);
  let python = '';
  let apiKey = '';
  return {
    name: 'qdrant',
    port: ports.qdrant,
    portNames: ['qdrant'],
    startTimeoutMs: 60_000,
    async prepare() {
      python = await installQdrant({ root, onProgress: () => {} });
      apiKey = await readOrCreateSecret(secretsFolder, QDRANT_KEY);
      await mkdir(dataDir, { recursive: true, mode: 0o700 });
    },
    process: () => ({
      argv: [
        ...([python, '-E', '-s', '-B', join(packageRoot, 'qdrant', 'main.py')] as const),
        ...['--folder', dataDir, '--port', String(ports.qdrant), '--api-key-file', keyFile],
      ],
      env: host.environment,
      cwd: folder,
      stopTimeoutMs: 20_000,
    }),
    ready: () => isQdrantReady(ports.qdrant, apiKey, 3_000),
    explain: (lines) => explainQdrant(lines, dataDir),
    alarm: () => undefined,
    logFilter: () => (line) => line,
  };
}

/** Recognises why the engine ended; `undefined` when its last lines name no known cause. */
export function explainQdrant(lines: readonly string[], folder: string): StellwerkError | undefined {
  const part = 'qdrant';
  const text = lines.join('\n');
  // The engine writes through mapped files: without space behind them the process gets a bus error.
  if (/No space left on device|Bus error/.test(text)) return new StellwerkError(errors.DISK_FULL, { part, folder });
  const taken = /\('[^']*', (\d{2,5})\): address already in use/i.exec(text);
  if (taken) return new StellwerkError(errors.PORT_IN_USE, { part, port: Number(taken[1]) });
  if (/fatal: another process uses/.test(text)) return new StellwerkError(errors.DATA_IN_USE, { part, folder });
  const damage = /fatal: damaged: (.*)/.exec(text)?.[1];
  if (damage) return new StellwerkError(errors.DATA_CORRUPT, { part, folder, reason: brief(damage) });
  return undefined;
}
