import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { host } from '../config.js';
import { errors } from '../errors.js';
import { MODELS_KEY } from '../models/models.part.js';
import type { Part } from '../part.js';
import { LOOPBACK, type PortName, type PortPlan } from '../ports.js';
import { QDRANT_KEY } from '../qdrant/qdrant.part.js';
import { readOrCreateSecret } from '../secrets.js';

export interface ServicePartOptions {
  readonly name: 'tracking' | 'identity' | 'warehouse' | 'attribution' | 'mmm' | 'guardrails' | 'rag';
  readonly root: string;
  readonly folder: string;
  readonly secretsFolder: string;
  readonly ports: PortPlan;
  readonly extraPortNames: readonly PortName[];
  readonly clickhouse: { readonly url: string; readonly user: string; readonly password: string };
}

/** Bounds of the heap: without them the engine lets garbage grow to gigabytes before it collects. */
const NODE_OPTIONS = ['--enable-source-maps', '--max-old-space-size=192', '--max-semi-space-size=16'];

/** One of the project's own services. */
export function createServicePart(options: ServicePartOptions): Part {
  const { name, ports } = options;
  const main = join(options.root, 'services', name, 'dist', 'main.js');
  const port = ports[name];
  return {
    name,
    port,
    portNames: [name, ...options.extraPortNames],
    startTimeoutMs: 60_000,
    async prepare() {
      if (!existsSync(main)) throw new StellwerkError(errors.PART_NOT_BUILT, { part: name, file: main });
      await mkdir(options.folder, { recursive: true });
      // The models may be no part of this stack, and a service reads the key when it starts.
      await readOrCreateSecret(options.secretsFolder, MODELS_KEY);
    },
    process: () => ({
      argv: [process.execPath, ...NODE_OPTIONS, main],
      env: { ...host.environment, ...serviceEnvironment(options) },
      cwd: options.root,
      stopTimeoutMs: 20_000,
    }),
    ready: () => isServiceReady(port, 3_000),
    explain: (lines) => explainService(name, options.folder, lines),
    alarm: () => undefined,
    logFilter: () => (line) => line,
  };
}

/** What a service learns from the supervisor; everything else it reads from control documents. */
export function serviceEnvironment(options: ServicePartOptions): Record<string, string> {
  const { ports, clickhouse } = options;
  return {
    NODE_ENV: 'production',
    STELLWERK_HOST: LOOPBACK,
    STELLWERK_PORT: String(ports[options.name]),
    STELLWERK_KAFKA_BROKERS: `${LOOPBACK}:${ports.kafka}`,
    STELLWERK_CLICKHOUSE_URL: clickhouse.url,
    STELLWERK_CLICKHOUSE_USER: clickhouse.user,
    STELLWERK_CLICKHOUSE_PASSWORD: clickhouse.password,
    STELLWERK_STATE_DIR: options.folder,
    STELLWERK_SECRETS_DIR: options.secretsFolder,
    STELLWERK_OTLP_ENDPOINT: `http://${LOOPBACK}:${ports.otlp}`,
    STELLWERK_OTLP_PORT: String(ports.otlp),
    STELLWERK_QDRANT_URL: `http://${LOOPBACK}:${ports.qdrant}`,
    STELLWERK_QDRANT_KEY_FILE: join(options.secretsFolder, QDRANT_KEY),
    STELLWERK_MODELS_URL: `http://${LOOPBACK}:${ports.models}/v1`,
    STELLWERK_MODELS_KEY_FILE: join(options.secretsFolder, MODELS_KEY),
  };
}

async function isServiceReady(port: number, timeoutMs: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://${LOOPBACK}:${port}/health/ready`, { signal: AbortSignal.timeout(timeoutMs) });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** Recognises why a service ended; `undefined` when its last lines name no known cause. */
export function explainService(part: string, folder: string, lines: readonly string[]): StellwerkError | undefined {
  const text = lines.join('\n');
  if (/ENOSPC|MDB_MAP_FULL/.test(text)) return new StellwerkError(errors.DISK_FULL, { part, folder });
  const taken = /EADDRINUSE.*?:(\d{2,5})\b/.exec(text);
  if (taken) return new StellwerkError(errors.PORT_IN_USE, { part, port: Number(taken[1]) });
  const damage = /MDB_(?:CORRUPTED|INVALID|PAGE_NOTFOUND|VERSION_MISMATCH)[^\n]*/.exec(text);
  if (damage) return new StellwerkError(errors.DATA_CORRUPT, { part, folder, reason: damage[0] });
  return undefined;
}
