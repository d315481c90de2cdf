import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStack } from '@stellwerk/local';
import { createVectorEngine, type VectorEngine } from '@stellwerk/vectors';

/** An engine that runs for one test file. */
export interface TestVectors {
  readonly engine: VectorEngine;
  readonly url: string;
  readonly apiKey: string;
  /** Ends the engine at once, as a crash does, and returns when it serves again. */
  crash(): Promise<void>;
  /** Stops it in order and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The engine of the embedded stack. */
export async function startEmbeddedVectors(): Promise<TestVectors & { readonly stateDir: string }> {
  const stateDir = await mkdtemp(join(tmpdir(), 'stellwerk-vectors-'));
  const stack = await startStack({ stateDir, freePorts: true, only: ['qdrant'] });
  const apiKey = (await readFile(join(stack.secretsFolder, 'qdrant-key'), 'utf8')).trim();
  const url = stack.url('qdrant');
  return {
    engine: createVectorEngine({ url, apiKey }),
    url,
    apiKey,
    stateDir,
    crash: async () => {
      await stack.kill('qdrant', 'SIGKILL');
      await stack.whenReady('qdrant', 60_000);
    },
    restart: () => stack.restart('qdrant'),
    stop: async () => {
      await stack.stop();
      await rm(stateDir, { recursive: true });
    },
  };
}
