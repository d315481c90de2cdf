import type { Finding, Remedy } from '@stellwerk/guard';
import { splitSentences } from '@stellwerk/text';
import { type ClaimVerdict, createClaimVerifier, type RuleName } from './verify.js';

/** A text with more sentences is not verified to its end, and says so. */
const MAX_CLAIMS = 3_000;
/** Shorter sentences are greetings and headings. */
const MIN_WORDS = 4;
/** How sure a verdict is, by its kind: an order, not a calibrated probability. */
const SCORE = { contradicted: 0.95, wording: 0.6, 'not-found': 0.8 } as const;
/** What stands in place of a claim that cannot be corrected: a reader sees that something was taken out. */
const CLAIM_MASK: Remedy = { text: '[claim removed]' };
/** Mismatches of one value, which the value of the source can take the place of. */
const VALUE_RULES: readonly RuleName[] = ['number', 'date', 'code'];

type Verify = (claim: string) => ClaimVerdict;

/**
 * Sentences of a text that its sources contradict or do not have, for the output check. Questions and sentences of fewer
 * than four words claim nothing. `detail` names both values; the remedy is the sentence with the values of the source where
 * the sources support it so, else it is taken out.
 */
export function claimFindings(text: string, sources: readonly string[]): Finding[] {
  const verify = createClaimVerifier(sources);
  const known = new Map<string, Judged | null>();
  const findings: Finding[] = [];
  const sentences = splitSentences(text);
  for (const { start, end } of sentences.slice(0, MAX_CLAIMS)) {
    const claim = text.slice(start, end);
    if (claim.endsWith('?') || claim.split(/\s+/, MIN_WORDS).length < MIN_WORDS) continue;
    const judged = known.has(claim) ? known.get(claim) : judge(claim, verify);
    known.set(claim, judged ?? null);
    if (judged) findings.push({ ...judged, category: 'claim', start, end, layer: 'text' });
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

type Judged = Required<Pick<Finding, 'rule' | 'score' | 'detail' | 'remedy'>>;

/** What is wrong with a claim; null for a supported one. */
function judge(claim: string, verify: Verify): Judged | null {
  const { verdict, mismatches, support } = verify(claim);
  if (verdict === 'supported') return null;
  const [worst] = mismatches;
  const rule = worst?.rule ?? 'not-found';
  const score =
    verdict === 'contradicted' ? SCORE.contradicted : rule === 'wording' ? SCORE.wording : SCORE['not-found'];
  const detail = worst
    ? `${verdict}: claimed "${worst.claimed}", source "${worst.stated}"`
    : `${verdict}: ${Math.round(100 * support)} % of the sentence stands in the sources`;
  const mended = verdict === 'contradicted' ? corrected(claim, mismatches, verify) : undefined;
  return { rule: `claim.${rule}`, score, detail, remedy: mended === undefined ? CLAIM_MASK : { text: mended } };
}

/** The claim with the values of its source. What the sources do not support even so is no correction, and is left out. */
function corrected(claim: string, mismatches: ClaimVerdict['mismatches'], verify: Verify): string | undefined {
  let mended = claim;
  for (const { rule, claimed, stated } of mismatches) {
    const parts = mended.split(claimed);
    // A value that stands there twice does not say which of the two is wrong.
    if (!VALUE_RULES.includes(rule) || claimed === '' || stated === '' || parts.length !== 2) return undefined;
    mended = parts.join(stated);
  }
  return verify(mended).verdict === 'supported' ? mended : undefined;
}
