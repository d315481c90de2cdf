import type { Finding } from '@stellwerk/guard';
import { splitSentences } from '@stellwerk/text';
import { type ClaimVerdict, createClaimVerifier } from './verify.js';

/** A text with more sentences is not verified to its end, and says so. */
const MAX_CLAIMS = 3_000;
/** Shorter sentences are greetings and headings. */
const MIN_WORDS = 4;
/** How sure a verdict is, by its kind: an order, not a calibrated probability. */
const SCORE = { contradicted: 0.95, wording: 0.6, 'not-found': 0.8 } as const;

/**
 * Sentences of a text that its sources contradict or do not have, for the output check. Questions and sentences of fewer
 * than four words claim nothing. `detail` names both values.
 */
export function claimFindings(text: string, sources: readonly string[]): Finding[] {
  const verify = createClaimVerifier(sources);
  const known = new Map<string, ClaimVerdict>();
  const findings: Finding[] = [];
  const sentences = splitSentences(text);
  for (const { start, end } of sentences.slice(0, MAX_CLAIMS)) {
    const claim = text.slice(start, end);
    if (claim.endsWith('?') || claim.split(/\s+/, MIN_WORDS).length < MIN_WORDS) continue;
    const verdict = known.get(claim) ?? verify(claim);
    known.set(claim, verdict);
    if (verdict.verdict !== 'supported') findings.push(findingOf(verdict, start, end));
  }
  const rest = sentences[MAX_CLAIMS];
  if (rest)
    findings.push({
      rule: 'claim.unverified',
      category: 'claim',
      start: rest.start,
      end: text.length,
      score: 1,
      layer: 'text',
      detail: `sentences beyond the first ${MAX_CLAIMS} were not verified`,
    });
  return findings;
}

function findingOf({ verdict, mismatches: [worst], support }: ClaimVerdict, start: number, end: number): Finding {
  const rule = worst?.rule ?? 'not-found';
  const score =
    verdict === 'contradicted' ? SCORE.contradicted : rule === 'wording' ? SCORE.wording : SCORE['not-found'];
  const detail = worst
    ? `${verdict}: claimed "${worst.claimed}", source "${worst.stated}"`
    : `${verdict}: ${Math.round(100 * support)} % of the sentence stands in the sources`;
  return { rule: `claim.${rule}`, category: 'claim', start, end, score, layer: 'text', detail };
}
