import { type Approvals, type Bus, type ControlTable, publishControlDocument } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { inSpan } from '@stellwerk/service';
import { errors } from '../errors.js';
import { type NextPlan, type PlanDocument, replacing, rollingBack } from './plan-document.js';
import { planOf } from './plan-of.js';
import { policyOf } from './policy-of.js';
import { assertKept } from './policy-verdict.js';
import type { Proposal, Proposals } from './proposals.js';

export interface BudgetsDeps {
  readonly bus: Bus;
  readonly control: ControlTable;
  readonly approvals: Approvals;
  readonly proposals: Proposals;
  readonly clock: () => Date;
}

/** What was written, or what stood there already. */
export interface WrittenPlan {
  readonly version: number;
  readonly document: PlanDocument['spec'];
  /** False where the same proposal had been applied before. */
  readonly isNew: boolean;
}

const NAME = 'default';
const HEARD_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 10;

/**
 * Brings proposals into force and back: the only writer of `budget-plan` documents beside administrators. One change after the
 * other, each answered when this process has heard of it, so that the next one sees it.
 */
export class Budgets {
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly deps: BudgetsDeps) {}

  current(tenant: string): PlanDocument | undefined {
    return this.deps.control.get('budget-plan', tenant, NAME);
  }

  /**
   * Writes an approved proposal as the plan in force. Asked again it changes nothing.
   * @throws StellwerkError MMM_PROPOSAL_UNKNOWN, MMM_PLAN_CHANGED, MMM_NOT_APPROVED, MMM_POLICY_VIOLATED, MMM_PLAN_NOT_TAKEN
   */
  apply(proposalId: string, by: string): Promise<WrittenPlan> {
    return this.#inTurn(() =>
      inSpan('budget.apply', { attributes: { 'stellwerk.proposal': proposalId } }, async () => {
        const proposal = this.deps.proposals.require(proposalId);
        const current = this.current(proposal.tenant);
        if (current?.spec.plan.proposalId === proposalId) {
          return { version: current.version, document: current.spec, isNew: false };
        }
        const version = current?.version ?? 0;
        if (proposal.basedOn !== version) {
          throw new StellwerkError(errors.PLAN_CHANGED, { basedOn: proposal.basedOn, version }, { field: 'id' });
        }
        this.#assertAllowed(proposal, current);
        return this.#write(proposal.tenant, replacing(current, planOf(proposal)), by);
      }),
    );
  }

  /** Writes the plan before the one in force again. @throws StellwerkError MMM_NO_PLAN, MMM_NO_PREVIOUS_PLAN, MMM_PLAN_NOT_TAKEN */
  rollback(tenant: string, by: string): Promise<WrittenPlan> {
    return this.#inTurn(() =>
      inSpan('budget.rollback', { attributes: { 'stellwerk.tenant': tenant } }, () =>
        this.#write(tenant, rollingBack(tenant, this.current(tenant)), by),
      ),
    );
  }

  /** The policy may have changed since, and the approval may be missing, refused or over. */
  #assertAllowed(proposal: Proposal, current: PlanDocument | undefined): void {
    const now = this.deps.clock();
    const { tenant, approvalId } = proposal;
    const { needsApproval } = assertKept(policyOf(this.deps.control, tenant), proposal, current, now);
    if (approvalId === undefined && !needsApproval) return;
    const state = approvalId === undefined ? undefined : this.deps.approvals.get(approvalId, now)?.state;
    if (state === 'approved') return;
    throw new StellwerkError(errors.NOT_APPROVED, { approvalId: approvalId ?? '(none)', state: state ?? 'missing' });
  }

  async #write(tenant: string, { version, spec }: NextPlan, by: string): Promise<WrittenPlan> {
    const at = this.deps.clock().toISOString();
    await publishControlDocument(this.deps.bus, { kind: 'budget-plan', tenant, name: NAME, version, spec, by, at });
    for (let ms = 0; (this.current(tenant)?.version ?? 0) < version; ms += LOOK_EVERY_MS) {
      if (ms >= HEARD_WITHIN_MS) throw new StellwerkError(errors.PLAN_NOT_TAKEN, { version });
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return { version, document: spec, isNew: true };
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }
}
