import type { ApprovalState } from '@stellwerk/bus';
import type { Proposal } from './proposals.js';
import { type ProposeDeps, type ProposeRequest, propose } from './propose.js';

/** Proposals as callers meet them. */
export class ProposalDesk {
  constructor(private readonly deps: ProposeDeps) {}

  /** @throws as {@link propose} does */
  propose(request: ProposeRequest, by: string): Promise<Proposal> {
    return propose(request, by, this.deps);
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
