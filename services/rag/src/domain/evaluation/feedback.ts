import type { PayloadOf, ragFeedback } from '@stellwerk/contracts';
import { type Interval, wilson } from './interval.js';

/** What counts of a reader's judgement of an answer. */
export type Feedback = Pick<
  PayloadOf<typeof ragFeedback>,
  'tenant' | 'answerId' | 'caller' | 'at' | 'verdict' | 'reasons' | 'expected'
>;
export type FeedbackReason = Feedback['reasons'][number];

export interface FeedbackSummary {
  /** Judgements that count: the last of each reader about each answer. */
  readonly judgements: number;
  readonly answers: number;
  readonly helpful: number;
  /** Share of helpful ones with its 95 % interval (Wilson); null without judgements. */
  readonly helpfulShare: (Interval & { readonly value: number }) | null;
  /** Reasons of those that were not helpful, the most frequent first. */
  readonly reasons: readonly { readonly reason: FeedbackReason; readonly count: number }[];
  /** Documents that readers say would have answered, the most frequent first: candidates for a golden set. */
  readonly expectedDocuments: readonly { readonly documentId: string; readonly count: number }[];
}

/**
 * Sums up what readers said. Those who judge are no sample of those who ask, so the share describes judgements and estimates
 * nothing. A reader's later word about an answer replaces the earlier one, in whatever order they arrive.
 */
export function summariseFeedback(feedback: Iterable<Feedback>): FeedbackSummary {
  const last = new Map<string, Feedback>();
  for (const word of feedback) {
    const key = `${word.tenant} ${word.answerId} ${word.caller}`;
    const earlier = last.get(key);
    if (!earlier || isLater(word, earlier)) last.set(key, word);
  }
  const words = [...last.values()];
  const helpful = words.filter(({ verdict }) => verdict === 'helpful').length;
  const others = words.filter(({ verdict }) => verdict === 'not-helpful');
  const reasons = tally(others.flatMap((word) => [...new Set(word.reasons)]));
  const documents = tally(words.flatMap(({ expected }) => (expected ? [expected.documentId] : [])));
  return {
    judgements: words.length,
    answers: new Set(words.map(({ tenant, answerId }) => `${tenant} ${answerId}`)).size,
    helpful,
    helpfulShare: words.length === 0 ? null : { value: helpful / words.length, ...wilson(helpful, words.length) },
    reasons: reasons.map(([reason, count]) => ({ reason, count })),
    expectedDocuments: documents.map(([documentId, count]) => ({ documentId, count })),
  };
}

/** Of two words at the same instant the one with the greater text counts, so that the order of arrival does not. */
const isLater = (word: Feedback, earlier: Feedback): boolean =>
  word.at > earlier.at || (word.at === earlier.at && JSON.stringify(word) > JSON.stringify(earlier));

function tally<Name extends string>(names: readonly Name[]): readonly (readonly [Name, number])[] {
  const counts = new Map<Name, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([left, more], [right, fewer]) => fewer - more || (left < right ? -1 : 1));
}
