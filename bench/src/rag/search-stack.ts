import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startStack } from '@stellwerk/local';
import { createGenerationTools, type GenerationTools } from '@stellwerk/rag';
import { createVectorEngine, type VectorEngine } from '@stellwerk/vectors';
import { modelsFetch } from '../models-fetch.js';
import { connectEmbeddings } from './embedding-client.js';

export interface SearchStack {
  readonly engine: VectorEngine;
  readonly tools: GenerationTools;
  stop(): Promise<void>;
}

/** The parts `models` and `qdrant` of the embedded stack, with the tools of the generation that the service makes. */
export async function startSearchStack(
  folder: string,
  cacheFolder: string,
  log: (message: string) => void,
): Promise<SearchStack> {
  const stack = await startStack({ stateDir: join(folder, 'state'), freePorts: true, only: ['models', 'qdrant'] });
  const apiKey = (await readFile(join(stack.secretsFolder, 'qdrant-key'), 'utf8')).trim();
  return {
    engine: createVectorEngine({ url: stack.url('qdrant'), apiKey }),
    tools: createGenerationTools(await connectEmbeddings(stack.url('models'), modelsFetch(stack), cacheFolder, log)),
    stop: () => stack.stop(),
  };
}
