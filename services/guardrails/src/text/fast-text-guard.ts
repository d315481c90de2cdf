import type { ControlTable } from '@stellwerk/bus';
import { claimFindings } from '@stellwerk/claims';
import type { ControlDocument } from '@stellwerk/contracts';
import {
  type TextCheck as CheckedText,
  type CheckOptions,
  createTextChecker,
  defaultPolicy,
  fastDetectors,
  type GuardPolicy,
  lacksDisclosure,
  policyOf,
  tenantRulesOf,
} from '@stellwerk/guard';
import type { TextCheck, TextGuard, TextVerdict } from './text-guard.js';

type Policy = ControlDocument<'guard-policy'>;
type Checker = (text: string, options: CheckOptions) => CheckedText;

/** Use case of policies that hold where no other is named. */
const DEFAULT_USE_CASE = 'default';
const PLATFORM = 'platform';
/** Checkers that know a tenant's rules, or the prompts of a conversation, are made once and kept while they are used. */
const MAX_CHECKERS = 64;

/** The fast tier of `@stellwerk/guard` under the policies of a tenant: no model is asked, and a text is looked at in one turn. */
export class FastTextGuard implements TextGuard {
  readonly #plain: Checker;
  readonly #special = new Map<string, Checker>();

  constructor(
    private readonly control: Pick<ControlTable, 'all'>,
    private readonly now: () => number,
  ) {
    this.#plain = createTextChecker({ detectors: fastDetectors({ claims: claimFindings }), now });
  }

  async check(check: TextCheck): Promise<TextVerdict> {
    return this.checkUnderPolicy(check).checked;
  }

  /** What the fast tier says, and the policy under which it does: what a deeper look needs. */
  checkUnderPolicy({ tenant, useCase, provenance, text, sources, prompts = [], isPart = false }: TextCheck): {
    readonly policy: GuardPolicy;
    readonly checked: CheckedText;
  } {
    const document = this.#policyOf(tenant, useCase, provenance);
    const policy = document
      ? policyOf(document.name, String(document.version), document.spec)
      : defaultPolicy(provenance);
    const checker = this.#checkerOf(document, prompts, isPart);
    return { policy, checked: checker(text, { provenance, policy, ...(sources && { sources }) }) };
  }

  notice(tenant: string, useCase: string, answer: string): string {
    const disclosure = this.#policyOf(tenant, useCase, 'output')?.spec.disclosure;
    return disclosure && lacksDisclosure(answer, disclosure) ? `\n\n${disclosure.notice}` : '';
  }

  #policyOf(tenant: string, useCase: string, provenance: Policy['spec']['provenance']): Policy | undefined {
    const documents = this.control.all('guard-policy').filter(({ spec }) => spec.provenance === provenance);
    for (const owner of [tenant, PLATFORM]) {
      for (const wanted of [useCase, DEFAULT_USE_CASE]) {
        const found = documents.find((document) => document.tenant === owner && document.spec.useCase === wanted);
        if (found) return found;
      }
    }
    return undefined;
  }

  #checkerOf(document: Policy | undefined, prompts: readonly string[], isPart: boolean): Checker {
    if (!document && prompts.length === 0) return this.#plain;
    const name = document && `${document.tenant}/${document.name}@${document.version}`;
    const key = JSON.stringify([name, prompts, isPart]);
    let checker = this.#special.get(key);
    if (checker) this.#special.delete(key);
    else {
      // A sentence has no notice of its own; the answer gets one at its end.
      const { disclosure, ...rules } = document ? tenantRulesOf(document.spec) : {};
      const detectors = fastDetectors({
        ...rules,
        claims: claimFindings,
        ...(disclosure && !isPart && { disclosure }),
        ...(prompts.length > 0 && { confidential: { prompts, canaries: [] } }),
      });
      checker = createTextChecker({ detectors, now: this.now });
    }
    this.#special.set(key, checker);
    const [oldest] = this.#special.keys();
    if (this.#special.size > MAX_CHECKERS && oldest !== undefined) this.#special.delete(oldest);
    return checker;
  }
}
