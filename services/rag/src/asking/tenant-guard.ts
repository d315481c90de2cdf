import type { ControlTable } from '@stellwerk/bus';
import { claimFindings } from '@stellwerk/claims';
import type { ControlDocument } from '@stellwerk/contracts';
import {
  type CheckOptions,
  createTextChecker,
  defaultPolicy,
  fastDetectors,
  type GuardPolicy,
  type KillSwitch,
  type Provenance,
  policyOf,
  stoppedBy,
  type TextCheck,
  tenantRulesOf,
} from '@stellwerk/guard';

type Checker = (text: string, options: CheckOptions) => TextCheck;

/** Use cases of guard policies, the first that has one counts. */
const USE_CASES = ['knowledge', 'default'] as const;
const PLATFORM = 'platform';
const MAX_CHECKERS = 64;

/** What the guard says of texts of this service and whether anybody has stopped it: by the documents of the tenant, in this process. */
export class TenantGuard {
  readonly #plain: Checker;
  readonly #special = new Map<string, Checker>();

  constructor(
    private readonly control: Pick<ControlTable, 'all'>,
    private readonly now: () => number,
  ) {
    this.#plain = createTextChecker({ detectors: fastDetectors({ claims: claimFindings }), now });
  }

  check(tenant: string, text: string, provenance: Provenance, sources?: readonly string[]): TextCheck {
    const document = this.#documentOf(tenant, provenance);
    const options = { provenance, policy: this.policy(tenant, provenance), ...(sources && { sources }) };
    return this.#checkerOf(document)(text, options);
  }

  /** The policy that holds for texts of a provenance. */
  policy(tenant: string, provenance: Provenance): GuardPolicy {
    const document = this.#documentOf(tenant, provenance);
    return document ? policyOf(document.name, String(document.version), document.spec) : defaultPolicy(provenance);
  }

  /** The switch that stops this service for a caller, or a model. */
  stoppedBy(tenant: string, caller: string, model = ''): KillSwitch | undefined {
    const switches = this.control
      .all('kill-switch')
      .filter(({ spec }) => spec.on)
      .map(({ tenant: of, name, spec: { tool, agent, model: stopped, reason } }) => ({
        name: `${of}/${name}`,
        reason,
        ...(of !== PLATFORM && { tenant: of }),
        ...(tool !== undefined && { tool }),
        ...(agent !== undefined && { agent }),
        ...(stopped !== undefined && { model: stopped }),
      }));
    const who = { tenant, agent: caller, model, roles: [], taskKind: 'knowledge', taskId: 'knowledge', user: '' };
    return stoppedBy(switches, { tool: 'knowledge', caller: who });
  }

  #documentOf(tenant: string, provenance: Provenance): ControlDocument<'guard-policy'> | undefined {
    const documents = this.control.all('guard-policy').filter(({ spec }) => spec.provenance === provenance);
    for (const owner of [tenant, PLATFORM]) {
      for (const useCase of USE_CASES) {
        const found = documents.find((document) => document.tenant === owner && document.spec.useCase === useCase);
        if (found) return found;
      }
    }
    return undefined;
  }

  #checkerOf(document: ControlDocument<'guard-policy'> | undefined): Checker {
    if (!document) return this.#plain;
    const key = `${document.tenant}/${document.name}@${document.version}`;
    const known = this.#special.get(key);
    if (known) return known;
    const { disclosure, ...rules } = tenantRulesOf(document.spec);
    const made = createTextChecker({ detectors: fastDetectors({ ...rules, claims: claimFindings }), now: this.now });
    this.#special.set(key, made);
    const [oldest] = this.#special.keys();
    if (this.#special.size > MAX_CHECKERS && oldest !== undefined) this.#special.delete(oldest);
    return made;
  }
}
