import { createCanonicaliser } from '../canonicalise/canonicalise.js';
import { sentencePieces } from '../linear/sentences.js';
import type { Finding, FindingCategory, Provenance, SentenceVerdict, TextCheck, Verdict } from '../text-check.js';
import { characterModel } from '../weights/character-model.js';
import type { CheckedText, Detector } from './detector.js';
import { asksFor, defaultPolicy, failureRuleFor, type GuardPolicy, ruleFor } from './policy.js';
import { repaired } from './repair.js';

export interface CheckOptions {
  readonly provenance: Provenance;
  /** The default of the provenance where absent. */
  readonly policy?: GuardPolicy;
  /** Texts that an answer must be covered by. */
  readonly sources?: readonly string[];
}

export interface CheckerParts {
  readonly detectors: readonly Detector[];
  /** Milliseconds from any fixed point, for the time limit of a policy. */
  readonly now: () => number;
}

/** Sentences of a longer text have no verdicts of their own. */
const MOST_SENTENCES = 2_000;

/**
 * The fast tier: every reading of a text, every detector its policy asks for, one verdict. Never throws for a text: a
 * detector that fails or comes too late is a finding of category `failure`, which blocks or flags as its rule says.
 */
export function createTextChecker({ detectors, now }: CheckerParts) {
  const canonicalise = createCanonicaliser(characterModel);

  return function checkText(text: string, options: CheckOptions): TextCheck {
    const { provenance, policy = defaultPolicy(provenance), sources = [] } = options;
    const started = now();
    if (text.length > policy.limits.maxUnits) {
      const detail = `${text.length} of ${policy.limits.maxUnits} units`;
      const tooLong = finding('schema.too-long', 'schema', 0, text.length, detail);
      return { ...decided(text, provenance, policy, [tooLong]), wantsDeep: policy.deep === 'always' };
    }
    const { views, exhausted } = canonicalise(text);
    const found: Finding[] = [];
    if (!text.isWellFormed()) found.push(finding('schema.invalid-unicode', 'schema', 0, text.length));
    if (exhausted === 'depth') found.push(finding('obfuscation.too-deep', 'obfuscation', 0, text.length));
    if (exhausted === 'size') found.push(finding('obfuscation.too-large', 'obfuscation', 0, text.length));
    const checked: CheckedText = { text, provenance, views, sources };
    let isInBand = false;
    for (const detector of detectors) {
      if (!detector.provenances.includes(provenance) || !asksFor(policy, detector.id)) continue;
      const elapsed = now() - started;
      if (elapsed > policy.limits.timeoutMs) {
        found.push(failure(detector.id, text, `no time left after ${Math.round(elapsed)} ms`));
        continue;
      }
      try {
        const own = detector.detect(checked);
        found.push(...own);
        isInBand ||= liesInBand(policy, detector, checked, own);
      } catch (error) {
        found.push(failure(detector.id, text, error instanceof Error ? error.message : String(error)));
      }
    }
    return { ...decided(text, provenance, policy, found), wantsDeep: isInBand || policy.deep === 'always' };
  };
}

const finding = (rule: string, category: FindingCategory, start: number, end: number, detail?: string): Finding => ({
  rule,
  category,
  start,
  end,
  score: 1,
  layer: 'text',
  ...(detail !== undefined && { detail }),
});

const failure = (detector: string, text: string, detail: string) =>
  finding(`failure.${detector}`, 'failure', 0, text.length, detail);

/**
 * Applies the policy to what was found; applied once more to what it reported, and more, it says the same of the former.
 * Whether the deep tier should look is not decided here.
 */
export function decided(
  text: string,
  provenance: Provenance,
  policy: GuardPolicy,
  found: readonly Finding[],
  tier: TextCheck['tier'] = 'fast',
): Omit<TextCheck, 'wantsDeep'> {
  const reported: { readonly finding: Finding; readonly verdict: Verdict }[] = [];
  for (const one of found) {
    const isFailure = one.category === 'failure';
    const rule = isFailure ? failureRuleFor(policy, one.rule) : ruleFor(policy, one.rule);
    if (!rule || rule.mode === 'off' || one.score < (isFailure ? 0 : (rule.minScore ?? 0))) continue;
    const action = isFailure ? (rule.onFailure === 'closed' ? 'block' : 'flag') : rule.action;
    if (rule.mode === 'shadow') reported.push({ finding: { ...one, shadow: true }, verdict: 'allow' });
    else reported.push({ finding: one, verdict: action });
  }
  reported.sort((a, b) => a.finding.start - b.finding.start || a.finding.end - b.finding.end);
  const verdict = strictest(reported.map((one) => one.verdict));
  const toRepair = reported.filter((one) => one.verdict === 'repair').map((one) => one.finding);
  return {
    verdict,
    tier,
    findings: reported.map((one) => one.finding),
    text: verdict === 'repair' ? repaired(text, toRepair) : text,
    sentences: provenance === 'user' || provenance === 'system' ? [] : sentenceVerdicts(text, reported),
    policy: `${policy.name}@${policy.version}`,
  };
}

const ORDER: readonly Verdict[] = ['allow', 'flag', 'repair', 'block'];
const strictest = (verdicts: readonly Verdict[]): Verdict =>
  ORDER[Math.max(0, ...verdicts.map((verdict) => ORDER.indexOf(verdict)))] ?? 'block';

function sentenceVerdicts(
  text: string,
  reported: readonly { readonly finding: Finding; readonly verdict: Verdict }[],
): SentenceVerdict[] {
  const deciding = reported.filter(({ verdict }) => verdict !== 'allow');
  if (deciding.length === 0) return [];
  return sentencePieces(text)
    .slice(0, MOST_SENTENCES)
    .flatMap(({ start, end }): SentenceVerdict[] => {
      const own = deciding.filter(({ finding: one }) => one.start < end && one.end > start);
      if (own.length === 0) return [];
      const rules = [...new Set(own.map(({ finding: one }) => one.rule))];
      const verdict = strictest(own.map((one) => one.verdict));
      if (verdict !== 'repair') return [{ start, end, verdict, rules }];
      const within = own
        .filter((one) => one.verdict === 'repair')
        .map(({ finding: one }) => ({
          ...one,
          start: Math.max(0, one.start - start),
          end: Math.min(end, one.end) - start,
        }));
      return [{ start, end, verdict, rules, text: repaired(text.slice(start, end), within) }];
    });
}

/**
 * Whether the highest score of a detector lies in the band of the policy. What it found says so at once; what stayed below
 * its thresholds is asked for only then, because it costs a second look.
 */
function liesInBand(
  { deep }: GuardPolicy,
  detector: Detector,
  checked: CheckedText,
  found: readonly Finding[],
): boolean {
  if (typeof deep === 'string' || !detector.highestScore) return false;
  const highestFound = Math.max(0, ...found.map(({ score }) => score));
  if (highestFound >= deep.from) return highestFound <= deep.to;
  const highest = detector.highestScore(checked);
  return highest >= deep.from && highest <= deep.to;
}
