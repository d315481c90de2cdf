import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { host } from '../config.js';
import { errors } from '../errors.js';
import type { Part } from '../part.js';
import { LOOPBACK, type PortPlan } from '../ports.js';
import { readOrCreateSecret } from '../secrets.js';

/** Name of the secret that every request to the models must carry. */
export const MODELS_KEY = 'models-key';

export interface ModelsPartOptions {
  /** Root of the repository. */
  readonly root: string;
  readonly secretsFolder: string;
  readonly ports: PortPlan;
  /** The converted models. */
  readonly modelsFolder: string;
}

/** Weights and working memory lie outside the heap, which only holds requests. */
const NODE_OPTIONS = ['--enable-source-maps', '--max-old-space-size=256', '--max-semi-space-size=16'];

const READY_TIMEOUT_MS = 5_000;

/** The models that the platform brings along, in one process for all services. */
export function createModelsPart({ root, secretsFolder, ports, modelsFolder }: ModelsPartOptions): Part {
  const main = join(root, 'packages', 'embedded-models', 'dist', 'main.js');
  return {
    name: 'models',
    port: ports.models,
    portNames: ['models'],
    startTimeoutMs: 60_000,
    async prepare() {
      if (!existsSync(main)) throw new StellwerkError(errors.PART_NOT_BUILT, { part: 'models', file: main });
      await readOrCreateSecret(secretsFolder, MODELS_KEY);
    },
    process: () => ({
      argv: [process.execPath, ...NODE_OPTIONS, main],
      env: {
        ...host.environment,
        NODE_ENV: 'production',
        STELLWERK_HOST: LOOPBACK,
        STELLWERK_PORT: String(ports.models),
        STELLWERK_MODELS_DIR: modelsFolder,
        STELLWERK_MODELS_KEY_FILE: join(secretsFolder, MODELS_KEY),
      },
      cwd: root,
      stopTimeoutMs: 10_000,
    }),
    ready: () => isModelsReady(ports.models),
    explain: (lines) => explainModels(lines, modelsFolder),
    alarm: () => undefined,
    logFilter: () => (line) => line,
  };
}

/** True when a text was embedded just now. */
async function isModelsReady(port: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(READY_TIMEOUT_MS);
    const answer = await fetch(`http://${LOOPBACK}:${port}/health/ready`, { signal });
    await answer.body?.cancel();
    return answer.status === 200;
  } catch {
    return false;
  }
}

/** Recognises why the models ended; `undefined` when their last lines name no known cause. */
export function explainModels(lines: readonly string[], folder: string): StellwerkError | undefined {
  const text = lines.join('\n');
  const taken = /EADDRINUSE.*?:(\d{2,5})\b/.exec(text);
  if (taken) return new StellwerkError(errors.PORT_IN_USE, { part: 'models', port: Number(taken[1]) });
  const damage = /EMB_MODEL_(?:DAMAGED|MISSING)/.test(text);
  if (damage) return new StellwerkError(errors.MODELS_DAMAGED, { folder });
  return undefined;
}
