import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCorpora } from './corpora.js';
import { injectionSamples } from './samples.js';
import { type EmbeddedSample, sentenceSamples, trainSentenceHead } from './train-sentence-head.js';

/** Seed of the generated texts, the same as of the fast models. */
const SEED = 1;
const MODEL = 'multilingual-e5-small';
const BATCH = 64;
const folder = process.env.STELLWERK_DATA_DIR ?? join(import.meta.dirname, '../../../../../shared/data');
const endpoint = process.env.STELLWERK_MODELS_URL ?? 'http://127.0.0.1:4610/v1';
const keyFile = process.env.STELLWERK_MODELS_KEY_FILE;
const key = keyFile === undefined ? undefined : readFileSync(keyFile, 'utf8').trim();
const file = join(import.meta.dirname, '../../src/weights/sentence-head.ts');
const log = (message: string) => void process.stderr.write(`${message}\n`);

const chosen = sentenceSamples(
  injectionSamples(readCorpora(folder), { deepset: true, jailbreaks: true, bipia: false }, SEED),
).filter(({ sentences }) => sentences.length > 0);
const all = chosen.flatMap(({ sentences }) => sentences);
const vectors: Float32Array[] = [];
for (let from = 0; from < all.length; from += BATCH) {
  vectors.push(...(await embed(all.slice(from, from + BATCH))));
  if (from % (20 * BATCH) === 0) log(`embedding: ${from} of ${all.length} sentences`);
}
let place = 0;
const samples = chosen.map(({ sample, sentences }): EmbeddedSample => {
  const own = vectors.slice(place, place + sentences.length);
  place += sentences.length;
  return { sample, vectors: own };
});
const { head, unseen } = trainSentenceHead(samples, MODEL, log);
for (const [source, own] of Map.groupBy(unseen, ({ read }) => read.sample.source)) {
  const alarms = own.filter(({ score }) => score >= (head.readings.user?.threshold ?? 0)).length;
  log(`${source}, label ${own[0]?.read.sample.override}: ${alarms} of ${own.length} above the threshold for users`);
}
const weights = Buffer.from(head.weights.buffer).toString('base64');
writeFileSync(
  file,
  `// Written by \`npm run train:guard:deep\`.
export const sentenceHeadWeights =
  '${weights}';
export const sentenceHeadReading = ${JSON.stringify({ model: head.model, bias: head.bias, readings: head.readings }, null, 2)} as const;
`,
);

/** Vectors of the sentences, embedded as queries. */
async function embed(input: readonly string[]): Promise<Float32Array[]> {
  const answer = await fetch(`${endpoint}/embeddings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model: MODEL, input, input_type: 'query' }),
  });
  if (!answer.ok) throw new Error(`${endpoint} answered ${answer.status}: ${await answer.text()}`);
  const { data } = (await answer.json()) as { data: { embedding: number[] }[] };
  return data.map(({ embedding }) => Float32Array.from(embedding));
}
