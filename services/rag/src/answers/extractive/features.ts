import { isContent, says } from '@stellwerk/claims';
import { type Token, tokenise } from '@stellwerk/text';
import type { SignalName } from '../../domain/search.js';
import type { Evidence } from '../evidence/evidence.js';
import type { TermCoverage } from '../question/coverage.js';
import { holdsKind, type QuestionKind } from '../question/kind.js';
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
  'context-coverage',
  'values',
  'adjacency',
  'counted',
  'when',
  'how-many',
  'who',
  'where',
  'why',
  'novelty',
  'length',
] as const;
export type FeatureName = (typeof featureNames)[number];

const SIGNALS: readonly SignalName[] = ['sentence', 'section', 'words', 'section-words', 'grams'];
const KINDS: readonly QuestionKind[] = ['when', 'how-many', 'who', 'where', 'why'];
/** Words beyond which a longer sentence is not a fuller answer. */
const FULL_LENGTH = 40;
/** UTF-16 units before a sentence that pronouns in it may refer to. */
const BEFORE_UNITS = 200;

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
  const asked = tokenise(part.text).filter(isContent);
  const isSaid = (token: Token) => part.terms.some((term) => says(term, token));
  return candidates.map(({ text, hit, section, start }) => {
    const tokens = tokenise(text);
    const content = tokens.filter(isContent);
    const fits = holdsKind(part.kind, text, isSaid);
    const from = Math.max(0, start - section.start - BEFORE_UNITS);
    return [
      hit.score - best,
      ...SIGNALS.map((signal, index) => (hit.signals[signal]?.normalised ?? 0) - (tops[index] ?? 0)),
      coverage.of(text),
      coverage.of(section.text),
      coverage.of(section.text.slice(from, start - section.start + text.length)),
      coverage.ofValues(text),
      adjacency(asked, content),
      part.kind === 'how-many' ? countedNoun(part, tokens) : 0,
      ...KINDS.map((kind) => (kind === part.kind ? fits : 0)),
      content.length === 0 ? 0 : content.filter((token) => !isSaid(token)).length / content.length,
      Math.log1p(Math.min(tokens.length, FULL_LENGTH)) / Math.log1p(FULL_LENGTH),
    ];
  });
}

/** Share of the neighbours in a question that are neighbours in a sentence as well, in either order. */
function adjacency(asked: readonly Token[], content: readonly Token[]): number {
  let found = 0;
  for (let index = 1; index < asked.length; index++) {
    const [one, other] = [asked[index - 1], asked[index]];
    if (!one || !other) continue;
    found += Number(
      content.some((token, at) => {
        const next = content[at + 1];
        return next && ((says(token, one) && says(next, other)) || (says(token, other) && says(next, one)));
      }),
    );
  }
  return asked.length < 2 ? 0 : found / (asked.length - 1);
}

/** Whether a number stands right before the thing that the question counts: "308 Punkte" for "Wie viele Punkte …?". */
function countedNoun({ terms }: QuestionPart, tokens: readonly Token[]): number {
  const [noun] = terms;
  return Number(
    noun !== undefined &&
      tokens.some(
        (token, at) => token.kind === 'number' && tokens.slice(at + 1, at + 3).some((next) => says(next, noun)),
      ),
  );
}
