import { z } from 'zod';
import { EndpointFailure } from '../calls/endpoint-failure.js';
import type { EmbeddingSpace } from '../ports.js';

/** Vectors in the order of the texts, and the tokens where the endpoint states them. */
export interface ParsedEmbeddings {
  readonly vectors: readonly Float32Array[];
  readonly inputTokens: number | undefined;
}

/** The frame; the numbers are checked one by one below, which is far quicker than a schema. */
const frame = z.looseObject({
  data: z.array(z.looseObject({ index: z.number().int().min(0).optional(), embedding: z.array(z.unknown()) })),
  usage: z.looseObject({ prompt_tokens: z.number().int().min(0).optional() }).nullish(),
  /** Ours says which weights it has; others say nothing. */
  revision: z.string().optional(),
});

/** @throws EndpointFailure where revision, count, order, length or a number does not fit */
export function parseEmbeddings(
  body: unknown,
  count: number,
  { dimensions, revision: wanted }: Pick<EmbeddingSpace, 'dimensions' | 'revision'>,
): ParsedEmbeddings {
  const parsed = frame.safeParse(body);
  if (!parsed.success) throw new EndpointFailure('invalid', 'answered with something that is no list of embeddings');
  const { data, usage, revision } = parsed.data;
  if (revision !== undefined && revision !== wanted) {
    throw new EndpointFailure('invalid', 'answered with vectors of other weights than the route states');
  }
  if (data.length !== count) {
    throw new EndpointFailure('invalid', `answered ${count} texts with ${data.length} vectors`);
  }
  const vectors = new Array<Float32Array | undefined>(count).fill(undefined);
  data.forEach(({ index, embedding }, at) => {
    const place = index ?? at;
    if (place >= count || vectors[place]) throw new EndpointFailure('invalid', `numbered its vectors wrongly`);
    vectors[place] = unitVector(embedding, dimensions);
  });
  return { vectors: vectors.filter((vector) => vector !== undefined), inputTokens: usage?.prompt_tokens };
}

/** Scaled to length one, in double precision. @throws EndpointFailure */
export function unitVector(values: readonly unknown[], dimensions: number): Float32Array {
  if (values.length !== dimensions) {
    throw new EndpointFailure('invalid', `answered with ${values.length} dimensions instead of ${dimensions}`);
  }
  let squares = 0;
  for (const value of values) {
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw new EndpointFailure('invalid', 'answered with a vector that holds something other than numbers');
    }
    squares += value * value;
  }
  const length = Math.sqrt(squares);
  if (!(length > 0) || !Number.isFinite(length)) {
    throw new EndpointFailure('invalid', 'answered with a vector without direction');
  }
  return Float32Array.from(values as readonly number[], (value) => value / length);
}
