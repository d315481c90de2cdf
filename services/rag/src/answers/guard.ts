import { admitContext, type ContextPolicy, type GuardPolicy, type TextCheck, trustLevels } from '@stellwerk/guard';
import type { AdmissibleItem, AnswerGuard } from './ports.js';

export interface AnswerGuardParts {
  /** The check of packages/guard with the detectors of the tenant. */
  readonly check: (
    text: string,
    options: {
      readonly provenance: 'document' | 'tool' | 'output';
      readonly policy?: GuardPolicy;
      readonly sources?: readonly string[];
    },
  ) => TextCheck;
  /** Policies of the tenant; the defaults of packages/guard where absent. */
  readonly documentPolicy?: GuardPolicy;
  readonly outputPolicy?: GuardPolicy;
  /** Which sources may be part of a prompt; absent = all, with the trust of their stewardship. */
  readonly context?: ContextPolicy;
  /** Checks of sections that are kept: the same text under the same policy has the same. */
  readonly maxKept: number;
}

/** UTF-16 units of a section that are let in; a section is bounded when it is made. */
const MAX_UNITS = 20_000;

/** Lets sections in and sentences out by the rules of packages/guard. One per tenant and version of its policies. */
export function createAnswerGuard({
  check,
  documentPolicy,
  outputPolicy,
  context,
  maxKept,
}: AnswerGuardParts): AnswerGuard {
  const kept = new Map<string, TextCheck>();
  const checkItem = ({ key, text }: AdmissibleItem, cut: string): TextCheck => {
    const known = cut === text ? kept.get(key) : undefined;
    if (known) return known;
    const made = check(cut, { provenance: 'document', ...(documentPolicy && { policy: documentPolicy }) });
    if (cut === text) kept.set(key, made);
    const [oldest] = kept.keys();
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return made;
  };
  return {
    maxUnits: context?.maxUnits ?? MAX_UNITS,
    admit(items) {
      const admitted = items.map((item) => {
        // What a tenant's rules say of a source can lower the trust of a document and never raise it.
        const policy = context ?? { sources: [], maxUnits: MAX_UNITS };
        const sources = context
          ? context.sources.map((rule) => ({
              ...rule,
              trust: rule.trust === 'refused' ? rule.trust : lower(rule.trust, item.trust),
            }))
          : [{ source: '*', trust: item.trust }];
        return admitContext([item], { ...policy, sources }, (text) => checkItem(item, text));
      });
      return { items: admitted.flatMap((one) => one.items), refused: admitted.flatMap((one) => one.refused) };
    },
    checkOutput: (sentence, sources) =>
      check(sentence, { provenance: 'output', sources, ...(outputPolicy && { policy: outputPolicy }) }),
  };
}

type TrustLevel = AdmissibleItem['trust'];
const lower = (one: TrustLevel, other: TrustLevel): TrustLevel =>
  trustLevels.indexOf(one) < trustLevels.indexOf(other) ? one : other;
