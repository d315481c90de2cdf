import { StellwerkError } from '@stellwerk/contracts';
import { checkCitations } from '../answers/citations/cite.js';
import { assertRequest } from '../answers/request.js';
import type { Answer, AnswerContext, AnswerEvent, Answerer, AnswerRequest } from '../domain/answer.js';
import type { StoredTexts } from '../domain/ports.js';
import { errors } from '../errors.js';
import type { ExactCache } from './exact-cache.js';
import type { CacheState } from './key.js';
import type { CacheLimits } from './limits.js';
import type { SemanticCache } from './semantic-cache.js';

export interface CachedAnswererParts {
  readonly answerer: Answerer;
  /** Word for word; absent = by likeness alone. */
  readonly exact?: ExactCache;
  /** Absent = word for word alone. */
  readonly semantic?: SemanticCache;
  readonly texts: StoredTexts;
  /** The state that a tenant's answers depend on, as it is now. */
  readonly stateOf: (tenant: string) => Promise<CacheState>;
  /** Of the tenant whose answers these are. */
  readonly limits?: CacheLimits;
}

/**
 * Gives an answer again where nothing that decided it has changed: the same question word for word, else one that a guard
 * finds equal in every value. Citations of a kept answer are held against the stored versions again before it is given.
 */
export function createCachedAnswerer({
  answerer,
  exact,
  semantic,
  texts,
  stateOf,
  limits,
}: CachedAnswererParts): Answerer {
  async function kept(request: AnswerRequest, state: CacheState): Promise<Answer | undefined> {
    const same = exact?.find(request, state, limits);
    if (same && (await stillHolds(same, request))) return again(same, 'exact');
    if (same) exact?.drop(request, state);
    const like = await semantic?.find(request, state, limits);
    return like && (await stillHolds(like, request)) ? again(like, 'semantic') : undefined;
  }

  async function stillHolds({ sentences }: Answer, { reader }: AnswerRequest): Promise<boolean> {
    try {
      await checkCitations(
        reader.tenant,
        sentences.flatMap(({ citations }) => citations),
        texts,
      );
      return true;
    } catch (error) {
      // Erased since: ask anew. A text that changed under its version is a fault, and stays one.
      if (error instanceof StellwerkError && error.code === errors.CITATION_GONE.code) return false;
      throw error;
    }
  }

  async function* stream(request: AnswerRequest, context: AnswerContext): AsyncGenerator<AnswerEvent, void, void> {
    assertRequest(request);
    const state = await stateOf(request.reader.tenant);
    const known = await kept(request, state);
    if (context.signal?.aborted)
      throw new StellwerkError(errors.ANSWER_CANCELLED, {}, { cause: context.signal.reason });
    if (known) {
      const answer = { ...known, traceId: context.requestId };
      for (const [index, sentence] of answer.sentences.entries()) yield { type: 'sentence', index, sentence };
      yield { type: 'answer', answer };
      return;
    }
    for await (const event of answerer.stream(request, context)) {
      if (event.type === 'answer' && isKeepable(event.answer, state)) {
        exact?.store(request, state, event.answer);
        await semantic?.store(request, state, event.answer);
      }
      yield event;
    }
  }

  return {
    stream,
    async answer(request, context) {
      for await (const event of stream(request, context)) if (event.type === 'answer') return event.answer;
      throw new StellwerkError(errors.ANSWER_CANCELLED);
    },
  };
}

const again = (answer: Answer, cache: 'exact' | 'semantic'): Answer => ({
  ...answer,
  cache,
  cost: { inputTokens: 0, outputTokens: 0 },
});

/** What a failing model led to is no answer to keep, nor what another generation gave while the state was read. */
const isKeepable = ({ reason, notes, generation }: Answer, state: CacheState): boolean =>
  generation === state.generation &&
  reason !== 'model-unavailable' &&
  !notes.includes('model-replaced-by-quotations') &&
  !(reason === 'blocked');
