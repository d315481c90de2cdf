import { join } from 'node:path';
import { startStack } from '@stellwerk/local';
import { createGenerationTools, type GenerationTools } from '@stellwerk/rag';
import { modelsFetch } from '../models-fetch.js';
import { repositoryRoot } from '../surroundings.js';
import { connectEmbeddings } from './embedding-client.js';

export interface EmbeddingStack {
  readonly tools: GenerationTools;
  stop(): Promise<void>;
}

/** The part `models` of the embedded stack alone, with the tools of the generation that the service makes. */
export async function startEmbeddingStack(folder: string, log: (message: string) => void): Promise<EmbeddingStack> {
  const stack = await startStack({ stateDir: join(folder, 'state'), freePorts: true, only: ['models'] });
  const cacheFolder = join(repositoryRoot, 'node_modules', '.cache', 'stellwerk-bench');
  return {
    tools: createGenerationTools(await connectEmbeddings(stack.url('models'), modelsFetch(stack), cacheFolder, log)),
    stop: () => stack.stop(),
  };
}
