import { isContent, says } from '@stellwerk/claims';
import { tokenise } from '@stellwerk/text';
import type { SignalName } from '../../domain/search.js';
import type { Evidence } from '../evidence/evidence.js';
import type { TermCoverage } from '../question/coverage.js';
import { holdsKind } from '../question/kind.js';
import type { QuestionPart } from '../question/read.js';

/** What is known of a sentence as an answer, each about 0..1; signals of the search count against the best candidate. */
export const featureNames = [
  'score',
  'sentence',
  'section',
  'words',
  'section-words',
  'grams',
  'coverage',
  'section-coverage',
  'kind',
  'novelty',
  'length',
] as const;
export type FeatureName = (typeof featureNames)[number];

const SIGNALS: readonly SignalName[] = ['sentence', 'section', 'words', 'section-words', 'grams'];
/** Words beyond which a longer sentence is not a fuller answer. */
const FULL_LENGTH = 40;

/** One row per candidate, in the order of {@link featureNames}. */
export function featuresOf(
  part: QuestionPart,
  candidates: readonly Evidence[],
  coverage: TermCoverage,
): readonly (readonly number[])[] {
  const best = Math.max(...candidates.map(({ hit }) => hit.score));
  const tops = SIGNALS.map((signal) =>
    Math.max(0, ...candidates.map(({ hit }) => hit.signals[signal]?.normalised ?? 0)),
  );
  return candidates.map((candidate) => {
    const tokens = tokenise(candidate.text);
    const content = tokens.filter(isContent);
    const isSaid = (token: (typeof tokens)[number]) => part.terms.some((term) => says(term, token));
    return [
      candidate.hit.score - best,
      ...SIGNALS.map((signal, index) => (candidate.hit.signals[signal]?.normalised ?? 0) - (tops[index] ?? 0)),
      coverage.of(candidate.text),
      coverage.of(candidate.section.text),
      holdsKind(part.kind, candidate.text, isSaid),
      content.length === 0 ? 0 : content.filter((token) => !isSaid(token)).length / content.length,
      Math.log1p(Math.min(tokens.length, FULL_LENGTH)) / Math.log1p(FULL_LENGTH),
    ];
  });
}
