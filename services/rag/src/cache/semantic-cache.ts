import type { EmbeddingModel, EmbeddingSpace } from '@stellwerk/models';
import type { Answer, AnswerRequest } from '../domain/answer.js';
import { BoundedMap, type Bounds } from './bounded-map.js';
import { questionDifference } from './guards/same-question.js';
import { type CacheState, partitionKey } from './key.js';
import type { CacheLimits } from './limits.js';

/** From which cosine on two questions may be the same one; of one embedding space, and of no other. */
export interface CosineThreshold {
  readonly space: Pick<EmbeddingSpace, 'model' | 'revision'>;
  readonly cosine: number;
  /** Share of labelled different pairs that reach the cosine, and how many there were. */
  readonly errorRate: number;
  readonly pairs: number;
}

export interface SemanticCacheParts {
  readonly embedding: EmbeddingModel;
  /** Thresholds that were set from labelled pairs; without one for the space of `embedding` nothing is ever found. */
  readonly thresholds: readonly CosineThreshold[];
  readonly bounds: Bounds;
  /** Questions of one partition that are compared. */
  readonly maxPerPartition: number;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
}

interface Kept {
  readonly question: string;
  /** Unit vector. */
  readonly vector: readonly number[];
  readonly answer: Answer;
  /** By the clock of the cache: an answer grows old by itself, however often its partition is written. */
  readonly storedAt: number;
}

/**
 * Answers to questions that were asked in other words. Cosine alone cannot decide: order 48213 is as near to order 48231
 * as a paraphrase is. So a kept answer is given only where the cosine reaches the threshold of the space and the guard
 * finds no difference; and tenant, rights, filters, wishes, generation, epoch, prompt and model are the same.
 */
export class SemanticCache {
  readonly #partitions: BoundedMap<readonly Kept[]>;
  readonly #threshold: number | undefined;

  constructor(readonly parts: SemanticCacheParts) {
    this.#partitions = new BoundedMap(parts.bounds, parts.now);
    this.#threshold = thresholdFor(parts.thresholds, parts.embedding.space);
  }

  async find(request: AnswerRequest, state: CacheState, limits: CacheLimits = {}): Promise<Answer | undefined> {
    const kept = this.#partitions.get(partitionKey(request, state));
    if (!kept || this.#threshold === undefined) return undefined;
    const { maxAgeMs = this.parts.bounds.maxAgeMs, minimumCosine = this.#threshold } = limits;
    const youngest = this.parts.now() - Math.min(maxAgeMs, this.parts.bounds.maxAgeMs);
    const like = kept.filter(
      ({ question, storedAt }) => storedAt >= youngest && questionDifference(question, request.question) === undefined,
    );
    if (like.length === 0) return undefined;
    const vector = await this.#vectorOf(request);
    let best: { readonly answer: Answer; readonly cosine: number } | undefined;
    for (const { vector: other, answer } of like) {
      const cosine = dot(vector, other);
      if (cosine >= minimumCosine && cosine > (best?.cosine ?? 0)) best = { answer, cosine };
    }
    return best?.answer;
  }

  async store(request: AnswerRequest, state: CacheState, answer: Answer): Promise<void> {
    if (this.#threshold === undefined) return;
    const key = partitionKey(request, state);
    const kept = this.#partitions.get(key) ?? [];
    const vector = await this.#vectorOf(request);
    const one: Kept = { question: request.question, vector, answer, storedAt: this.parts.now() };
    const others = kept.filter(({ question }) => question !== request.question);
    this.#partitions.set(key, [...others, one].slice(-this.parts.maxPerPartition));
  }

  async #vectorOf({ question, caller, reader }: AnswerRequest): Promise<readonly number[]> {
    const context = { tenant: reader.tenant, useCase: 'answer-cache', caller };
    const [vector] = await this.parts.embedding.embed([question], 'query', context);
    return vector ? [...vector] : [];
  }
}

/** The threshold of a space; undefined where none was set for its model and revision. */
export const thresholdFor = (
  thresholds: readonly CosineThreshold[],
  space: Pick<EmbeddingSpace, 'model' | 'revision'>,
): number | undefined =>
  thresholds.find((one) => one.space.model === space.model && one.space.revision === space.revision)?.cosine;

/** The lowest cosine that at most this share of different pairs reaches. @param different Cosines of pairs that ask different things */
export function cosineThreshold(different: readonly number[], errorRate: number): number {
  const descending = [...different].sort((a, b) => b - a);
  const [highest = 1] = descending;
  const last = descending[Math.floor(errorRate * descending.length)] ?? highest;
  // Just above what must stay out.
  return Math.min(1, last + 1e-6);
}

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
