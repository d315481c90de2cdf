import { createHash } from 'node:crypto';
import { canonicalJson } from '@stellwerk/contracts';
import type { AnswerRequest } from '../domain/answer.js';

/** What else decides an answer beside the request. An answer of another state is never given. */
export interface CacheState {
  /** Embedding generation that serves now. */
  readonly generation: string;
  /** Grows with every document that is added, changed, deleted or has its rights changed; of the tenant. */
  readonly epoch: number;
  /** Name and version of the prompt, and of whatever else governs how the tenant's questions are searched and answered. */
  readonly prompt: string;
  /** Models of the route, or `extractive`. */
  readonly model: string;
}

/** One writing per question: composed letters, single blanks. Case and punctuation may carry meaning and stay. */
export const normaliseQuestion = (question: string): string => question.normalize('NFC').replace(/\s+/g, ' ').trim();

/** Digest of everything that decides an answer but the question: within one of these, questions may be compared. */
export function partitionKey(
  { reader, filters, language, tone, maxSentences }: AnswerRequest,
  state: CacheState,
): string {
  const { generation, epoch, prompt, model } = state;
  const sorted = (list: readonly string[] | undefined) => list && [...new Set(list)].sort();
  const tags = Object.entries(filters.tags ?? {}).map(([name, values]) => [name, sorted(values)] as const);
  return digest({
    tenant: reader.tenant,
    access: sorted(reader.access),
    closedSources: sorted(reader.closedSources),
    filters: {
      ...filters,
      sources: sorted(filters.sources),
      languages: sorted(filters.languages),
      documentIds: sorted(filters.documentIds),
      tags: Object.fromEntries(tags),
    },
    wish: { language, tone, maxSentences },
    state: { generation, epoch, prompt, model },
  });
}

/** Key of the exact cache: the partition and the normalised question. Holds no text. */
export const exactKey = (request: AnswerRequest, state: CacheState): string =>
  digest([partitionKey(request, state), normaliseQuestion(request.question)]);

const digest = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');
