import type { TextCheck } from '@stellwerk/guard';
import type { AnswerGuard } from './ports.js';

/** What becomes of a sentence after the output check. */
export interface CheckedSentence {
  /** As it may go out; undefined = it must not. */
  readonly text: string | undefined;
  /** Rules that flagged it and let it pass. */
  readonly flags: readonly string[];
}

/**
 * Asks the output rules about one sentence. Personal data that stand in the sources of this very answer are no leak of
 * another context: the reader has the right to them. Claims are verified on their own and not decided here.
 */
export function checkSentence(guard: AnswerGuard, sentence: string, sources: readonly string[]): CheckedSentence {
  const check = guard.checkOutput(sentence, sources);
  const rules = check.findings.filter(({ shadow }) => shadow !== true).map(({ rule }) => rule);
  if (check.verdict === 'allow' || check.verdict === 'flag') return { text: sentence, flags: [...new Set(rules)] };
  const others = check.findings.filter(
    (finding) => finding.shadow !== true && !isOfSources(finding, sentence, sources),
  );
  if (others.length === 0) return { text: sentence, flags: [] };
  if (check.verdict === 'block') return { text: undefined, flags: rules };
  return { text: check.text.trim() === '' ? undefined : check.text, flags: [...new Set(rules)] };
}

const isOfSources = (
  { category, start, end }: TextCheck['findings'][number],
  sentence: string,
  sources: readonly string[],
): boolean =>
  category === 'claim' ||
  (category === 'personal-data' && sources.some((source) => source.includes(sentence.slice(start, end))));
