import { StellwerkError } from '@stellwerk/contracts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { E5, type InputType, type TextTokenizer } from '../embedding/e5.js';
import type { EmbeddingQueue } from '../embedding/embedding-queue.js';
import { errors } from '../errors.js';
import { callerSignal } from './caller-signal.js';
import { parseBody } from './parse-body.js';

/** As many as the OpenAI API takes. */
const MAX_TEXTS = 2_048;

const text = z.string().min(1, 'must not be empty');

const requestSchema = z.object({
  input: z.union([text, z.array(text).min(1).max(MAX_TEXTS)], `one text or 1 to ${MAX_TEXTS} texts, none empty`),
  model: z.string().max(100),
  input_type: z.enum(['query', 'passage']).optional(),
  encoding_format: z.enum(['float', 'base64']).default('float'),
  dimensions: z.literal(E5.dimensions, `only ${E5.dimensions}`).optional(),
  user: z.string().optional(),
});

/** `POST /v1/embeddings`, as in the OpenAI API, with `input_type`, `revision` and the texts that were cut beside it. */
export function registerEmbeddings(server: FastifyInstance, model: TextTokenizer, queue: EmbeddingQueue): void {
  server.post('/v1/embeddings', async (request, reply) => {
    const body = parseBody(requestSchema, request.body);
    const inputType = inputTypeOf(body.model, body.input_type);
    const texts = typeof body.input === 'string' ? [body.input] : body.input;
    const tokenized = texts.map((each) => model.tokenize(each, inputType));
    const vectors = await queue.embed(tokenized, inputType, callerSignal(reply));
    const tokens = tokenized.reduce((sum, { ids }) => sum + ids.length, 0);
    return {
      object: 'list',
      model: E5.id,
      revision: model.revision,
      data: vectors.map((vector, index) => ({
        object: 'embedding',
        index,
        embedding: body.encoding_format === 'base64' ? toBase64(vector) : Array.from(vector),
      })),
      /** Places of the texts of which only the first tokens were read. */
      truncated: tokenized.flatMap(({ truncated }, index) => (truncated ? [index] : [])),
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    };
  });
}

/** `GET /v1/models`: the embedding model and what a client must know of its space. */
export function registerModels(server: FastifyInstance, { revision }: TextTokenizer): void {
  const model = {
    id: E5.id,
    object: 'model',
    created: 0,
    owned_by: 'intfloat',
    revision,
    dimensions: E5.dimensions,
    max_tokens: E5.maxTokens,
    prefixes: 'e5',
  };
  server.get('/v1/models', async () => ({ object: 'list', data: [model] }));
}

/** The kind of text is named in the request or, for clients that cannot, after a colon in the name of the model. */
function inputTypeOf(model: string, inputType: InputType | undefined): InputType {
  const [id, suffix, ...rest] = model.split(':');
  const named = suffix === undefined || suffix === 'query' || suffix === 'passage';
  if (id !== E5.id || !named || rest.length > 0) {
    throw new StellwerkError(errors.MODEL_UNKNOWN, { known: `${E5.id}, ${E5.id}:query, ${E5.id}:passage` });
  }
  if (inputType && suffix && inputType !== suffix) {
    const problem = 'input_type and the name of the model name different kinds of text';
    throw new StellwerkError(errors.REQUEST_INVALID, { problem }, { field: 'input_type' });
  }
  const chosen = inputType ?? suffix;
  if (!chosen) throw new StellwerkError(errors.INPUT_TYPE_MISSING, { model: E5.id }, { field: 'input_type' });
  return chosen;
}

/** Little-endian 32-bit floats, as the OpenAI clients expect. */
function toBase64(vector: Float32Array): string {
  return Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('base64');
}
