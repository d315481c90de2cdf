import type { Provenance, Verdict } from '../text-check.js';

/** OWASP Top 10 for LLM applications, 2025. */
export const owaspIds = [
  'LLM01',
  'LLM02',
  'LLM03',
  'LLM04',
  'LLM05',
  'LLM06',
  'LLM07',
  'LLM08',
  'LLM09',
  'LLM10',
] as const;
export type OwaspId = (typeof owaspIds)[number];

/** What a policy does about the findings of a rule. */
export interface PolicyRule {
  /** Id of a rule, or a family: `injection` means every `injection.…`. The longest that fits a finding counts. */
  readonly rule: string;
  readonly owasp: OwaspId;
  /** Team that answers for the rule. */
  readonly owner: string;
  readonly version: string;
  /** `shadow`: findings are reported and do not decide. `off`: not even reported. */
  readonly mode: 'enforce' | 'shadow' | 'off';
  readonly action: Exclude<Verdict, 'allow'>;
  /** Findings below it are left out; 0 where absent: the thresholds of the detectors count alone. */
  readonly minScore?: number;
  /** What it means when the detector throws or its time is up: `closed` blocks, `open` flags. */
  readonly onFailure: 'closed' | 'open';
}

/** How texts of one tenant, use case and provenance are treated. */
export interface GuardPolicy {
  readonly name: string;
  readonly version: string;
  readonly limits: {
    /** UTF-16 units; a longer text is not looked at and blocked. */
    readonly maxUnits: number;
    /** Milliseconds for the whole check, looked at between detectors; what has not run by then failed. */
    readonly timeoutMs: number;
    /** ISO 639-1 codes; findings of other languages are those of rule `language.unexpected`. */
    readonly languages: readonly string[];
  };
  readonly rules: readonly PolicyRule[];
  /**
   * When the deep tier is asked for: never, always, or where the highest injection score lies in a band, ends included. A
   * score counts whether it is a finding or not, so a band that begins below the thresholds has the models raise what the
   * fast tier all but saw, and one that ends below 1 spares them what is sure.
   */
  readonly deep: 'never' | 'always' | { readonly from: number; readonly to: number };
}

/** The rule of a policy for a finding's rule id; `undefined` where the policy says nothing about it. */
export function ruleFor(policy: GuardPolicy, id: string): PolicyRule | undefined {
  let best: PolicyRule | undefined;
  for (const rule of policy.rules)
    if ((id === rule.rule || id.startsWith(`${rule.rule}.`)) && rule.rule.length > (best?.rule.length ?? -1))
      best = rule;
  return best;
}

/** Whether a policy wants to know what a family of rules finds. */
export const asksFor = ({ rules }: GuardPolicy, id: string): boolean =>
  rules.some(({ rule, mode }) => mode !== 'off' && (rule === id || rule.startsWith(`${id}.`)));

const OWNER = 'platform';
const rule = (
  id: string,
  owasp: OwaspId,
  action: PolicyRule['action'],
  onFailure: PolicyRule['onFailure'],
  rest: Partial<PolicyRule> = {},
): PolicyRule => ({ rule: id, owasp, owner: OWNER, version: '1', mode: 'enforce', action, onFailure, ...rest });

/** A deep tier that could not look flags the text, unless a policy has a rule `deep` that says otherwise. */
const deepUnavailable = rule('deep', 'LLM01', 'flag', 'open');

/** The rule that says what the failure of a detector means; `failure.injection` is the failure of `injection`. */
export function failureRuleFor(policy: GuardPolicy, id: string): PolicyRule | undefined {
  const detector = id.slice('failure.'.length);
  return ruleFor(policy, detector) ?? (detector === deepUnavailable.rule ? deepUnavailable : undefined);
}

/** The detector reports from the threshold of the best macro F1 on; a person is asked where an offence is likelier than not. */
const LIKELY_OFFENCE = rule('toxicity', 'LLM09', 'flag', 'open', { minScore: 0.5 });

const common: readonly PolicyRule[] = [
  rule('schema', 'LLM10', 'block', 'closed'),
  rule('language', 'LLM01', 'flag', 'open'),
  rule('obfuscation', 'LLM01', 'flag', 'open'),
  rule('obfuscation.too-deep', 'LLM01', 'block', 'closed'),
  rule('secret', 'LLM02', 'repair', 'closed'),
];

const byProvenance: Readonly<Record<Provenance, readonly PolicyRule[]>> = {
  system: [rule('schema', 'LLM10', 'block', 'closed')],
  user: [
    ...common,
    rule('injection', 'LLM01', 'block', 'closed'),
    rule('injection.suffix', 'LLM01', 'flag', 'open'),
    rule('personal-data', 'LLM02', 'flag', 'open'),
    LIKELY_OFFENCE,
  ],
  document: [...common, rule('injection', 'LLM01', 'repair', 'closed'), rule('personal-data', 'LLM02', 'flag', 'open')],
  tool: [...common, rule('injection', 'LLM01', 'repair', 'closed'), rule('personal-data', 'LLM02', 'flag', 'open')],
  output: [
    rule('schema', 'LLM10', 'block', 'closed'),
    rule('obfuscation', 'LLM05', 'flag', 'open'),
    rule('obfuscation.too-deep', 'LLM05', 'block', 'closed'),
    rule('injection', 'LLM05', 'flag', 'open'),
    rule('injection.exfiltration', 'LLM05', 'block', 'closed'),
    rule('secret', 'LLM02', 'repair', 'closed'),
    rule('personal-data', 'LLM02', 'repair', 'closed'),
    LIKELY_OFFENCE,
    rule('leak', 'LLM07', 'block', 'closed'),
    rule('claim', 'LLM09', 'repair', 'open'),
    rule('brand', 'LLM09', 'repair', 'open'),
    rule('accessibility', 'LLM05', 'repair', 'open'),
    rule('disclosure', 'LLM09', 'repair', 'open'),
  ],
};

/** The policy of a provenance where a tenant has none of its own. */
export const defaultPolicy = (provenance: Provenance): GuardPolicy => ({
  name: `default-${provenance}`,
  version: '1',
  limits: { maxUnits: 1_000_000, timeoutMs: 2_000, languages: ['de', 'en'] },
  rules: byProvenance[provenance],
  deep: 'never',
});
