import { z } from 'zod';
import { EndpointFailure } from '../calls/endpoint-failure.js';

export interface ParsedScores {
  /** In the order of the texts. */
  readonly scores: readonly number[];
  readonly inputTokens: number | undefined;
}

const score = z.number();
const place = z.number().int().min(0);
const jina = z.looseObject({
  results: z.array(z.looseObject({ index: place, relevance_score: score })),
  usage: z
    .looseObject({
      total_tokens: z.number().int().min(0).optional(),
      prompt_tokens: z.number().int().min(0).optional(),
    })
    .nullish(),
});
const tei = z.array(z.looseObject({ index: place, score }));

/** @throws EndpointFailure where a text has no score, or two */
export function parseScores(shape: 'jina' | 'tei', body: unknown, count: number): ParsedScores {
  const { ranked, inputTokens } = shape === 'jina' ? fromJina(body) : fromTei(body);
  const scores = new Map(ranked);
  if (ranked.length !== count || scores.size !== count || [...scores.keys()].some((index) => index >= count)) {
    throw new EndpointFailure('invalid', `answered ${count} texts with ${ranked.length} scores`);
  }
  return { scores: Array.from({ length: count }, (_, index) => scores.get(index) ?? Number.NaN), inputTokens };
}

interface Ranked {
  readonly ranked: readonly (readonly [index: number, score: number])[];
  readonly inputTokens: number | undefined;
}

function fromJina(body: unknown): Ranked {
  const parsed = jina.safeParse(body);
  if (!parsed.success) throw noScores();
  const { results, usage } = parsed.data;
  return {
    ranked: results.map(({ index, relevance_score }) => [index, relevance_score]),
    inputTokens: usage?.total_tokens ?? usage?.prompt_tokens,
  };
}

function fromTei(body: unknown): Ranked {
  const parsed = tei.safeParse(body);
  if (!parsed.success) throw noScores();
  return { ranked: parsed.data.map(({ index, score: value }) => [index, value]), inputTokens: undefined };
}

const noScores = () => new EndpointFailure('invalid', 'answered with something that is no list of scores');
