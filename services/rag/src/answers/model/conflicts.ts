import { createClaimVerifier } from '@stellwerk/claims';
import type { AnswerSentence } from '../../domain/answer.js';
import { DISAGREEING } from '../conflicts.js';

/** Sentences of an answer whose quoted sources say otherwise than each other name each other. */
export function markConflicts(sentences: readonly AnswerSentence[]): AnswerSentence[] {
  const contradicts = (claim: AnswerSentence, other: AnswerSentence) => {
    const [own] = claim.citations;
    const [source] = other.citations;
    if (!own || !source || own.documentId === source.documentId) return false;
    const { verdict, mismatches } = createClaimVerifier([source.quote])(claim.text);
    return verdict === 'contradicted' && mismatches.every(({ rule }) => DISAGREEING.includes(rule));
  };
  return sentences.map((sentence, index) => ({
    ...sentence,
    conflictsWith: sentences.flatMap((other, at) =>
      at !== index && (contradicts(sentence, other) || contradicts(other, sentence)) ? [at] : [],
    ),
  }));
}
