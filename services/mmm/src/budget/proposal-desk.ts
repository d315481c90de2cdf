import type { ApprovalState } from '@stellwerk/bus';
import type { PlanSummary } from '../domain/plan-summary.js';
import type { Proposal } from './proposals.js';
import { type ProposeDeps, type ProposeRequest, propose } from './propose.js';

/** Proposals as callers meet them. */
export class ProposalDesk {
  constructor(private readonly deps: ProposeDeps) {}

  /** @throws as {@link propose} does */
  propose(request: ProposeRequest, by: string): Promise<Proposal> {
    return propose(request, by, this.deps);
  }

  /** What the report of a proposal says, with what has become of it since. @throws StellwerkError MMM_PROPOSAL_UNKNOWN, MMM_PLAN_FILE_LOST */
  async summaryOf(proposalId: string): Promise<PlanSummary> {
    const proposal = this.require(proposalId);
    const summary = await this.deps.plans.read(proposalId);
    const { approvalId } = proposal;
    const approval = approvalId === undefined ? undefined : this.deps.approvals.get(approvalId, this.deps.clock());
    if (!approval) return summary;
    const { state, decision } = approval;
    return {
      ...summary,
      approval: {
        state: state === 'waiting' ? 'pending' : state,
        ...(decision && { by: decision.decidedBy, at: decision.decidedAt }),
      },
    };
  }

  list(): Proposal[] {
    return this.deps.proposals.list();
  }

  /** @throws StellwerkError MMM_PROPOSAL_UNKNOWN */
  require(proposalId: string): Proposal {
    return this.deps.proposals.require(proposalId);
  }

  /** What became of the approval that a proposal needs. A request that is not heard of yet waits. */
  approvalOf({ approvalId }: Proposal): ApprovalState | 'not-needed' {
    if (approvalId === undefined) return 'not-needed';
    return this.deps.approvals.get(approvalId, this.deps.clock())?.state ?? 'waiting';
  }
}
