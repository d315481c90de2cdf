import { type DeepModels, joinNameParts } from '@stellwerk/guard';
import { z } from 'zod';
import type { Fetch } from '../gates/http-tool.js';

const BATCH = 64;
const VECTOR_BYTES_PER_NUMBER = 4;

const embeddingsSchema = z.object({ data: z.array(z.object({ index: z.number().int(), embedding: z.string() })) });
const namesSchema = z.object({
  results: z.array(
    z.object({
      entities: z.array(
        z.object({ type: z.string(), start: z.number().int(), end: z.number().int(), score: z.number() }),
      ),
    }),
  ),
});

/** The models of the deep tier behind the HTTP interface of the part `models`. */
export class EmbeddedDeepModels implements DeepModels {
  /**
   * @param baseUrl With `/v1`.
   * @param model Embedding model that the sentence head was trained on.
   */
  constructor(
    private readonly baseUrl: string,
    private readonly model: string,
    private readonly http: Fetch,
  ) {}

  /** @throws Error when the endpoint does not answer in time, refuses, or answers something else */
  async vectors(sentences: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (let from = 0; from < sentences.length; from += BATCH) {
      const input = sentences.slice(from, from + BATCH);
      const body = { model: this.model, input, input_type: 'query', encoding_format: 'base64' };
      const { data } = await this.#post(`${this.baseUrl}/embeddings`, body, embeddingsSchema, signal);
      if (data.length !== input.length) throw new Error('the models gave another number of vectors');
      vectors.push(...data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => floatsOf(embedding)));
    }
    return vectors;
  }

  /** @throws Error as `vectors` */
  async names(text: string, signal: AbortSignal) {
    const url = new URL('/classify', this.baseUrl).href;
    const { results } = await this.#post(url, { task: 'names', texts: [text] }, namesSchema, signal);
    return joinNameParts(text, results[0]?.entities ?? []);
  }

  async #post<Answer>(url: string, body: object, schema: z.ZodType<Answer>, signal: AbortSignal): Promise<Answer> {
    const answer = await this.http(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
    if (answer.ok) return schema.parse(await answer.json());
    await answer.body?.cancel();
    throw new Error(`the models answered ${answer.status}`);
  }
}

function floatsOf(base64: string): Float32Array {
  const bytes = Buffer.from(base64, 'base64');
  return Float32Array.from({ length: bytes.length / VECTOR_BYTES_PER_NUMBER }, (_, index) =>
    bytes.readFloatLE(index * VECTOR_BYTES_PER_NUMBER),
  );
}
