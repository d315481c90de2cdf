import type { ControlDocument } from '@stellwerk/contracts';
import { type EffectChange, type GatedTool, type JsonObject, ToolNotRun, type ToolResult } from '@stellwerk/guard';
import { valueAt } from './json-pointer.js';
import { compileArguments } from './json-schema.js';

const DEFAULT_TIMEOUT_MS = 10_000;
/** An answer goes into the memory of an agent's task. */
const MAX_ANSWER_BYTES = 1_048_576;

/** Calls an endpoint. @throws ToolNotRun where the request cannot have arrived */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * A tool as its document describes it: POST of the arguments with the call's key in `Idempotency-Key`, so that the endpoint can keep a
 * repetition from having a second effect.
 * @throws GRS_TOOL_INVALID
 */
export function createHttpTool({ name, spec }: ControlDocument<'agent-tool'>, fetch: Fetch): GatedTool {
  const { url, dryRunUrl, lookUpUrl, compensation, timeoutMs = DEFAULT_TIMEOUT_MS } = spec;
  const request = async (to: string, init: RequestInit, key: string | null, signal?: AbortSignal) => {
    const headers = { 'content-type': 'application/json', ...(key !== null && { 'idempotency-key': key }) };
    const limit = AbortSignal.timeout(timeoutMs);
    return fetch(to, {
      ...init,
      headers,
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
  };
  const post = (to: string, given: JsonObject, key: string | null, signal?: AbortSignal) =>
    request(to, { method: 'POST', body: JSON.stringify({ arguments: given }) }, key, signal);

  return {
    definition: {
      name,
      version: spec.version,
      description: spec.description,
      effect: spec.effect,
      sinks: spec.sinks,
      defaultSink: spec.defaultSink,
      maxCostMicros: spec.maxCostMicros,
      approval: spec.approval,
      problems: compileArguments(name, spec.arguments),
      result: { ...spec.result, origins: [`tool:${name}`] },
      isPlanned: spec.planned,
      ...(compensation && {
        compensation: {
          tool: compensation.tool,
          arguments: (given: JsonObject, result: unknown) => {
            const source = { arguments: given, result };
            const pairs = Object.entries(compensation.arguments).map(([to, from]) => [to, valueAt(source, from)]);
            return Object.fromEntries(pairs);
          },
        },
      }),
    },
    runner: {
      run: async (given, key, signal) => resultOf(name, await post(url, given, key, signal), spec.maxCostMicros),
      ...(dryRunUrl !== undefined && {
        dryRun: async (given: JsonObject) => {
          const answer = await bodyOf(name, await post(dryRunUrl, given, null));
          return Array.isArray(answer.changes) ? (answer.changes as EffectChange[]) : [];
        },
      }),
      ...(lookUpUrl !== undefined && {
        lookUp: async (key: string) => {
          const response = await request(lookUpUrl, { method: 'GET' }, key);
          return response.status === 404 ? null : resultOf(name, response, spec.maxCostMicros);
        },
      }),
    },
  };
}

async function resultOf(tool: string, response: Response, maxCostMicros: number): Promise<ToolResult> {
  const { value, costMicros } = await bodyOf(tool, response);
  const stated = typeof costMicros === 'number' && costMicros >= 0 ? costMicros : maxCostMicros;
  return { value: value ?? null, costMicros: stated };
}

/** @throws ToolNotRun where the endpoint refused: it answers 4xx before it does anything */
async function bodyOf(tool: string, response: Response): Promise<Readonly<Record<string, unknown>>> {
  if (response.status >= 400 && response.status < 500) {
    await response.body?.cancel();
    throw new ToolNotRun(`${tool} refused with status ${response.status}`);
  }
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${tool} answered with status ${response.status}`);
  }
  const text = await boundedText(tool, response);
  const body: unknown = JSON.parse(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Error(`${tool} answered no JSON object`);
  return body as Readonly<Record<string, unknown>>;
}

async function boundedText(tool: string, response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES) throw new Error(`the answer of ${tool} exceeds ${MAX_ANSWER_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
