import type { AdmittedContext, ContextItem, TextCheck } from '@stellwerk/guard';
import type { SearchHit } from '../domain/search.js';

/** What may go into a prompt or a quotation, and what may go out. Both of the tenant that asks. */
export interface AnswerGuard {
  /** UTF-16 units of a section that are looked at and let in; what stands behind is not used. */
  readonly maxUnits: number;
  /** Lets sections of documents in; see `admitContext` of packages/guard. */
  admit(items: readonly AdmissibleItem[]): AdmittedContext;
  /** Looks at one sentence of an answer. @param sources Texts that the answer is made from. */
  checkOutput(sentence: string, sources: readonly string[]): TextCheck;
}

export type AdmissibleItem = ContextItem &
  Pick<SearchHit, 'trust'> & {
    /** Equal for equal texts only: a document, its version and a place in it. */
    readonly key: string;
  };
