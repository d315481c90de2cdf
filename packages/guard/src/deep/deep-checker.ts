import { type Piece, sentencePieces } from '../linear/sentences.js';
import { decided } from '../pipeline/check-text.js';
import type { DeepModels } from '../pipeline/detector.js';
import { INSTRUCTION_MASK, personalDataFinding } from '../pipeline/fast-detectors.js';
import type { GuardPolicy } from '../pipeline/policy.js';
import { asksFor } from '../pipeline/policy.js';
import type { Finding, Provenance, TextCheck } from '../text-check.js';
import { detectWithModel } from './merge-entities.js';
import { type SentenceHead, sentenceScore } from './sentence-head.js';

/** More sentences and units than these cost minutes; what lies beyond is not read, and the answer says so. */
const MOST_SENTENCES = 400;
const MOST_UNITS = 50_000;

export interface DeepCheckerParts {
  readonly models: DeepModels;
  readonly head: SentenceHead;
}

export interface DeepCheck {
  readonly text: string;
  readonly provenance: Provenance;
  readonly policy: GuardPolicy;
  /** What the fast tier said under the same policy. */
  readonly fast: TextCheck;
}

/**
 * The deep tier: reads what the fast tier has checked once more, with models, and decides anew over the findings of both.
 * Injections are looked for sentence by sentence; names and addresses of the model and of the rules are resolved together.
 * Never throws for a model that fails: then the fast verdict stands, with a finding `failure.deep` that flags, or does what
 * a rule `deep` of the policy says.
 */
export function createDeepChecker({ models, head }: DeepCheckerParts) {
  return async function checkDeep({ text, provenance, policy, fast }: DeepCheck): Promise<TextCheck> {
    const signal = AbortSignal.timeout(policy.limits.timeoutMs);
    const pieces = sentencePieces(text.slice(0, MOST_UNITS));
    const isCut = text.length > MOST_UNITS || pieces.length > MOST_SENTENCES;
    const looks = [
      asksFor(policy, 'injection') ? injections(text, pieces.slice(0, MOST_SENTENCES), provenance, signal) : undefined,
      asksFor(policy, 'personal-data') ? personalData(text, signal) : undefined,
    ];
    const outcomes = await Promise.allSettled(looks);
    const [sentences, names] = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : undefined));
    const failed = outcomes.some(({ status }) => status === 'rejected');
    const found = [...(names ? fast.findings.filter((one) => !isNamed(one)) : fast.findings)];
    found.push(...(sentences ?? []), ...(names ?? []));
    if (failed) found.push(deepFailure(text, 'the models did not answer'));
    else if (isCut) found.push(deepFailure(text, `only ${MOST_SENTENCES} sentences and ${MOST_UNITS} units were read`));
    return { ...decided(text, provenance, policy, found, failed ? 'fast' : 'deep'), wantsDeep: failed };
  };

  async function injections(
    text: string,
    pieces: readonly Piece[],
    provenance: Provenance,
    signal: AbortSignal,
  ): Promise<Finding[]> {
    if (!head.readings[provenance] || pieces.length === 0) return [];
    const sentences = pieces.map(({ start, end }) => text.slice(start, end));
    const vectors = await models.vectors(sentences, signal);
    if (vectors.length !== pieces.length) throw new RangeError('a vector is missing');
    return pieces.flatMap(({ start, end }, index): Finding[] => {
      const vector = vectors[index];
      const score = vector && sentenceScore(head, vector, provenance);
      if (score === undefined) return [];
      const remedy = INSTRUCTION_MASK;
      return [{ rule: 'injection.sentence', category: 'injection', start, end, score, layer: 'text', remedy }];
    });
  }

  async function personalData(text: string, signal: AbortSignal): Promise<Finding[]> {
    const found = await models.names(text.slice(0, MOST_UNITS), signal);
    return detectWithModel(text, found).map(personalDataFinding);
  }
}

/** The fast verdict with the finding that the deep tier could not look. */
export function withoutDeep({ text, provenance, policy, fast }: DeepCheck, reason: string): TextCheck {
  return { ...decided(text, provenance, policy, [...fast.findings, deepFailure(text, reason)]), wantsDeep: true };
}

/** Findings that the merged reading of personal data replaces. */
const isNamed = ({ category }: Finding) => category === 'personal-data';

const deepFailure = (text: string, detail: string): Finding => ({
  rule: 'failure.deep',
  category: 'failure',
  start: 0,
  end: text.length,
  score: 1,
  layer: 'text',
  detail,
});
