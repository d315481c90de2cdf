import { z } from 'zod';
import { jsonObject, slug } from '../core/common.js';

const name = z.string().min(1).max(128);
const micros = z.number().int().min(0).max(1e15);

/** What a tenant's agents may do, as Cedar policies. What no policy permits is refused. */
export const toolGrantSpec = z.object({
  policies: z.string().min(1).max(262_144).describe('Cedar policies over Agent, Role, Tenant, Tool and TaskKind'),
});

/** Stops calls of agents and models at once. What it does not name it stops for all; with nothing named it stops everything of its tenant. */
export const killSwitchSpec = z.object({
  on: z.boolean(),
  tool: name.optional(),
  agent: name.optional(),
  model: name.optional(),
  reason: z.string().min(1).max(512).describe('for people; shown to whoever is stopped'),
});

const integrity = z.enum(['untrusted', 'endorsed', 'trusted']);
const confidentiality = z.enum(['public', 'internal', 'personal', 'secret']);
const sink = z.object({
  integrity: integrity.describe('least integrity of the value'),
  clearance: confidentiality.describe('most confidential value that may leave this way'),
});

/** A tool that agents may call through the gate: an HTTP endpoint of the operator. */
export const agentToolSpec = z.object({
  version: z.string().min(1).max(32),
  description: z.string().min(1).max(1_024),
  effect: z.enum(['read', 'write']),
  url: z
    .string()
    .max(512)
    .regex(/^https?:\/\//)
    .describe('POST {arguments} with Idempotency-Key; answers {value, costMicros?}'),
  dryRunUrl: z
    .string()
    .max(512)
    .regex(/^https?:\/\//)
    .optional()
    .describe('POST {arguments}; answers {changes}'),
  lookUpUrl: z
    .string()
    .max(512)
    .regex(/^https?:\/\//)
    .optional()
    .describe('GET with Idempotency-Key; answers {value, costMicros?}, or 404 = the key had no effect'),
  arguments: jsonObject.describe('JSON Schema (draft 2020-12) of the arguments, an object'),
  sinks: z.record(name, sink).describe('by argument'),
  defaultSink: sink.describe('for arguments that sinks does not name'),
  result: z.object({ integrity, confidentiality }).describe('what the answer is labelled with'),
  maxCostMicros: micros.describe("most that one call may cost, millionths of the tenant's currency"),
  approval: z.enum(['never', 'always', 'when-untrusted']),
  planned: z
    .boolean()
    .describe('once a task has read something untrusted, a call that was not planned before waits for a person'),
  compensation: z
    .object({
      tool: name,
      arguments: z
        .record(name, z.string().max(256))
        .describe('argument of that tool: JSON pointer into {"arguments": …, "result": …}'),
    })
    .optional(),
  timeoutMs: z.number().int().min(100).max(120_000).optional().describe('10,000 where absent'),
});

/** What a tenant, each of its users, each agent and each task may use. */
export const usageLimitSpec = z.object({
  per: z.enum(['tenant', 'user', 'agent', 'task']),
  requestsPerSecond: z.number().min(0.001).max(100_000).optional(),
  burst: z.number().int().min(1).max(100_000).optional().describe('requests at once; one second’s worth where absent'),
  tokensPerMinute: z.number().int().min(1).max(1_000_000_000).optional().describe('of models, input and output'),
  callsPerDay: z.number().int().min(0).max(1_000_000_000).optional().describe('for per: task, in the whole task'),
  microsPerDay: micros
    .optional()
    .describe("millionths of the tenant's currency per day (UTC); for per: task, in the whole task"),
});

/** Where a use case gets a model from. Keys of endpoints are settings of the service, never documents. */
export const modelRouteSpec = z.object({
  useCase: slug,
  kind: z.enum(['chat', 'embeddings', 'rerank']).optional().describe('what the models do; chat where absent'),
  order: z
    .enum(['listed', 'cheapest'])
    .optional()
    .describe(
      'listed (where absent): tried as they stand here; cheapest: by what the call is expected to cost in the price tables, those without a price last',
    ),
  maxCostMicrosPerCall: micros
    .optional()
    .describe('models that are expected to cost more for a call are left out, as are those without a price'),
  models: z
    .array(
      z.object({
        model: name.describe('as callers and price tables name it'),
        baseUrl: z
          .string()
          .max(512)
          .regex(/^https?:\/\//)
          .describe('of an OpenAI-compatible endpoint, with /v1; of a re-ranker, what stands before /rerank'),
        upstreamModel: name.optional().describe('as the endpoint names it; the same where absent'),
        timeoutMs: z
          .number()
          .int()
          .min(100)
          .max(600_000)
          .optional()
          .describe('60,000 where absent; of a stream, the longest wait for its next piece'),
        revision: name
          .optional()
          .describe('of the weights; embeddings need it, for vectors of two revisions are never compared'),
        dimensions: z.number().int().min(2).max(8_192).optional().describe('of the vectors; embeddings need it'),
        prefixes: z
          .enum(['e5', 'none'])
          .optional()
          .describe(
            'that the model reads texts with: e5 = "query: " or "passage: ", put there by us unless the endpoint is told input_type; none where absent',
          ),
        sendsInputType: z
          .boolean()
          .optional()
          .describe(
            'whether the endpoint is told input_type: query | passage and adds prefixes itself; not where absent',
          ),
        maxTextsPerRequest: z.number().int().min(1).max(2_048).optional().describe('32 where absent'),
        rerankShape: z
          .enum(['jina', 'tei'])
          .optional()
          .describe('jina (where absent; also Infinity, Cohere): {query, documents}; tei: {query, texts}'),
      }),
    )
    .min(1)
    .max(8)
    .describe('tried in this order; embeddings fall back only to models of the same space'),
});

/** What models cost. */
export const priceTableSpec = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  models: z
    .record(
      name,
      z.object({
        inputMicrosPerMillionTokens: micros,
        outputMicrosPerMillionTokens: micros,
        cachedInputMicrosPerMillionTokens: micros.optional(),
      }),
    )
    .describe('millionths of the currency per million tokens'),
});
