import type { EmbeddingModel, EmbeddingSpace, Fetch } from '@stellwerk/models';
import { z } from 'zod';

const answer = z.object({ data: z.array(z.object({ embedding: z.array(z.number()) })) });
const models = z.object({
  data: z
    .array(
      z.looseObject({
        id: z.string(),
        revision: z.string(),
        dimensions: z.number(),
        prefixes: z.enum(['e5', 'none']),
      }),
    )
    .min(1),
});

/** The embedded models over HTTP, as services reach them. @param baseUrl With /v1 */
export async function liveEmbeddings(
  baseUrl: string,
  http: Fetch,
  onEmbedded: (ms: number) => void,
): Promise<EmbeddingModel> {
  const [stated] = models.parse(await (await http(`${baseUrl}/models`, {})).json()).data;
  if (!stated) throw new Error('the models part lists no model');
  const { id, revision, dimensions, prefixes } = stated;
  const space: EmbeddingSpace = { model: id, revision, dimensions, prefixes };
  return {
    space,
    async embed(texts, inputType) {
      const started = performance.now();
      const response = await http(`${baseUrl}/embeddings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ model: id, input: texts, input_type: inputType }),
      });
      if (!response.ok) throw new Error(`the models part answered ${response.status}: ${await response.text()}`);
      const { data } = answer.parse(await response.json());
      onEmbedded(performance.now() - started);
      return data.map(({ embedding }) => Float32Array.from(embedding));
    },
  };
}
