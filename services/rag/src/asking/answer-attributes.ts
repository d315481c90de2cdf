import type { Attributes } from '@opentelemetry/api';
import type { Answer } from '../domain/answer.js';

const MAX_SOURCES = 100;

/** Places of the cited texts by document and version. */
export interface CitedSource {
  readonly documentId: string;
  readonly version: string;
  readonly ranges: { readonly start: number; readonly end: number }[];
}

/** What an answer cites, each version once. */
export function citedSources({ sentences }: Pick<Answer, 'sentences'>): CitedSource[] {
  const sources = new Map<string, CitedSource>();
  for (const { documentId, version, start, end } of sentences.flatMap(({ citations }) => citations)) {
    const key = JSON.stringify([documentId, version]);
    const source = sources.get(key) ?? { documentId, version, ranges: [] };
    if (!source.ranges.some((range) => range.start === start && range.end === end)) source.ranges.push({ start, end });
    sources.set(key, source);
  }
  return [...sources.values()].slice(0, MAX_SOURCES);
}

/** For the span of an answer: names of the OpenTelemetry GenAI conventions, of OpenInference, and ours where those have none. */
export function answerAttributes(answer: Answer, flags: readonly string[]): Attributes {
  const { cost } = answer;
  return {
    'gen_ai.response.model': answer.model,
    'gen_ai.prompt.name': answer.prompt,
    'llm.prompt_template.version': answer.prompt,
    'gen_ai.usage.input_tokens': cost.inputTokens,
    'gen_ai.usage.output_tokens': cost.outputTokens,
    'gen_ai.data_source.id': answer.generation,
    'stellwerk.rag.sources': citedSources(answer).map(({ documentId, version }) => `${documentId}@${version}`),
    'stellwerk.rag.hits': answer.hits.length,
    'stellwerk.rag.abstained': answer.abstained,
    'stellwerk.rag.confidence': answer.confidence,
    'stellwerk.rag.cache': answer.cache,
    'stellwerk.rag.language': answer.language,
    'stellwerk.guard.rules': [...flags],
    ...(answer.reason !== undefined && { 'stellwerk.rag.reason': answer.reason }),
    ...(cost.costMicros !== undefined && {
      'stellwerk.cost.micros': cost.costMicros,
      'llm.cost.total': cost.costMicros / 1e6,
    }),
    ...(cost.currency !== undefined && { 'stellwerk.cost.currency': cost.currency }),
  };
}
