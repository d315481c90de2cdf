import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CosineThreshold, cosineThreshold } from '@stellwerk/rag';
import { dataFolder } from '../config.js';
import { startEmbeddingStack } from '../rag/embedding-stack.js';
import { repositoryRoot } from '../surroundings.js';
import { readQuestionPairs } from './question-pairs.js';

/** Share of different questions that may reach the cosine of the semantic cache. */
const ERROR_RATE = 0.01;
const DIGITS = 1e4;

/** Sets the cosine of the semantic cache for the embedded model from the different pairs of the public set. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stellwerk-threshold-'));
  const stack = await startEmbeddingStack(folder, (message) => void process.stderr.write(`${message}\n`));
  try {
    const { embeddings } = stack.tools;
    const file = join(dataFolder, 'rag', 'covid_question_similarity_de.csv');
    const pairs = readQuestionPairs(file).filter(({ isSame }) => !isSame);
    const texts = pairs.flatMap(({ first, second }) => [first, second]);
    const vectors = await embeddings.embed(texts, 'query', {
      tenant: 'bench',
      useCase: 'answer-cache',
      caller: 'bench',
    });
    const cosines = pairs.map((_pair, index) => dot(vectors[2 * index], vectors[2 * index + 1]));
    const { model, revision } = embeddings.space;
    const cosine = Math.ceil(cosineThreshold(cosines, ERROR_RATE) * DIGITS) / DIGITS;
    const errorRate = cosines.filter((one) => one >= cosine).length / cosines.length;
    const thresholds: CosineThreshold[] = [{ space: { model, revision }, cosine, errorRate, pairs: pairs.length }];
    writeFileSync(
      join(repositoryRoot, 'services/rag/src/cache/thresholds.ts'),
      `import type { CosineThreshold } from './semantic-cache.js';

/** From which cosine on two questions may be the same one, by embedding space; written by \`npm run train:cache\`. */
export const cosineThresholds: readonly CosineThreshold[] = ${JSON.stringify(thresholds, null, 2)};
`,
    );
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const dot = (one: Float32Array | undefined, other: Float32Array | undefined): number => {
  if (!one || !other) throw new Error('a question was not embedded');
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
};

await main();
