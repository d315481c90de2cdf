import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  defaultModelPolicy,
  type EmbeddingModel,
  type EmbeddingSpace,
  type Fetch,
  type InputType,
  reconnecting,
} from '@stellwerk/models';
import { z } from 'zod';

const models = z.object({
  data: z.array(z.object({ id: z.string(), revision: z.string(), dimensions: z.number() })).min(1),
});
const answer = z.object({ data: z.array(z.object({ embedding: z.string() })) });
const BATCH = 64;

/**
 * The embedding model of the part `models`. Vectors are kept in a file by revision and text, so that a repeated run embeds
 * nothing twice; the part gives a text the same vector in any company.
 */
export async function connectEmbeddings(
  url: string,
  http: Fetch,
  cacheFolder: string,
  log: (message: string) => void,
): Promise<EmbeddingModel> {
  const [model] = models.parse(await (await http(`${url}/v1/models`, {})).json()).data;
  if (!model) throw new Error('the part "models" names no model');
  const space: EmbeddingSpace = {
    model: model.id,
    revision: model.revision,
    dimensions: model.dimensions,
    prefixes: 'e5',
  };
  mkdirSync(cacheFolder, { recursive: true });
  const file = join(cacheFolder, `vectors-${model.revision.slice(0, 16)}.tsv`);
  const known = new Map<string, string>(
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .map((line) => line.split('\t'))
          .flatMap(([key, vector]) => (key && vector ? [[key, vector] as const] : []))
      : [],
  );
  // A computation between two requests may last longer than an idle connection.
  const send = reconnecting(http, defaultModelPolicy.retryBudget, Date.now);
  const ask = async (texts: readonly string[], inputType: InputType): Promise<void> => {
    const response = await send(`${url}/v1/embeddings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: model.id, input: texts, input_type: inputType, encoding_format: 'base64' }),
    });
    if (!response.ok) throw new Error(`the part "models" answered ${response.status}`);
    for (const [index, { embedding }] of answer.parse(await response.json()).data.entries()) {
      const key = keyOf(texts[index] ?? '', inputType);
      known.set(key, embedding);
      appendFileSync(file, `${key}\t${embedding}\n`);
    }
  };
  return {
    space,
    async embed(texts, inputType) {
      const missing = [...new Set(texts)].filter((text) => !known.has(keyOf(text, inputType)));
      for (let at = 0; at < missing.length; at += BATCH) {
        await ask(missing.slice(at, at + BATCH), inputType);
        if (at > 0 && (at / BATCH) % 10 === 0) log(`${at} of ${missing.length} texts embedded`);
      }
      return texts.map((text) => toVector(known.get(keyOf(text, inputType)) ?? '', model.dimensions));
    },
  };
}

const keyOf = (text: string, inputType: InputType): string =>
  createHash('sha256').update(`${inputType}\u0000${text}`).digest('hex').slice(0, 32);

function toVector(base64: string, dimensions: number): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return Float32Array.from({ length: dimensions }, (_, index) => bytes.readFloatLE(index * 4));
}
