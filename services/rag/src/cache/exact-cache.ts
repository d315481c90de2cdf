import type { Answer, AnswerRequest } from '../domain/answer.js';
import { BoundedMap, type Bounds } from './bounded-map.js';
import { type CacheState, exactKey } from './key.js';
import type { CacheLimits } from './limits.js';

/** Answers to questions that were asked word for word, under the same rights, filters and state of the knowledge. */
export class ExactCache {
  readonly #answers: BoundedMap<Answer>;

  constructor(bounds: Bounds, now: () => number) {
    this.#answers = new BoundedMap(bounds, now);
  }

  find(request: AnswerRequest, state: CacheState, { maxAgeMs }: CacheLimits = {}): Answer | undefined {
    return this.#answers.get(exactKey(request, state), maxAgeMs);
  }

  store(request: AnswerRequest, state: CacheState, answer: Answer): void {
    this.#answers.set(exactKey(request, state), answer);
  }

  drop(request: AnswerRequest, state: CacheState): void {
    this.#answers.delete(exactKey(request, state));
  }

  get size(): number {
    return this.#answers.size;
  }
}
