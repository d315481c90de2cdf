import type { Approvals } from '@stellwerk/bus';
import type { CallApproval, CallApprovalRequest, CallApprovals } from '@stellwerk/guard';

const EXPIRES_AFTER_MS = 24 * 3_600_000;
const MAX_SUMMARY = 512;
/** Action of approvals that are about calls of tools. */
export const CALL_ACTION = 'tool.call';

/** Approvals of calls as approvals of the platform: decided by whoever may decide those, with `stellwerk approvals`. */
export class BusApprovals implements CallApprovals {
  constructor(
    private readonly approvals: Pick<Approvals, 'list' | 'request' | 'get'>,
    private readonly now: () => Date,
  ) {}

  async ask({ call, digest, summary, changes, earlier }: CallApprovalRequest): Promise<CallApproval> {
    const tenant = call.caller.tenant;
    const known = await this.find(tenant, digest);
    if (known && known.state !== 'expired') return known;
    const now = this.now();
    const approvalId = await this.approvals.request({
      tenant,
      action: CALL_ACTION,
      summary: summary.slice(0, MAX_SUMMARY),
      effect: {
        digest,
        tool: call.tool,
        arguments: call.arguments,
        changes,
        task: call.caller.taskKind,
        user: call.caller.user,
        earlier: earlier.map(({ tool, arguments: given, state }) => ({ tool, arguments: given, state })),
      },
      requestedBy: `token:${call.caller.agent}`,
      requestedAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + EXPIRES_AFTER_MS).toISOString(),
    });
    return { approvalId, state: 'waiting' };
  }

  /** The latest request for a digest: one that has expired may be asked for again. */
  async find(tenant: string, digest: string): Promise<CallApproval | undefined> {
    const requests = this.approvals
      .list(this.now())
      .filter(
        ({ request }) =>
          request.tenant === tenant && request.action === CALL_ACTION && request.effect.digest === digest,
      )
      .sort((left, right) => right.request.requestedAt.localeCompare(left.request.requestedAt));
    const [latest] = requests;
    return latest && { approvalId: latest.request.approvalId, state: latest.state };
  }
}
