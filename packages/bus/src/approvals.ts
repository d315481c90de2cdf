import { approvalDecided, approvalRequested, deterministicId, type PayloadOf } from '@stellwerk/contracts';
import { parseMessage } from './message/parse-message.js';
import { toMessage } from './message/to-message.js';
import type { Bus } from './port.js';

export type ApprovalRequest = PayloadOf<typeof approvalRequested>;
export type ApprovalDecision = PayloadOf<typeof approvalDecided>;

export type ApprovalState = 'waiting' | 'approved' | 'rejected' | 'expired';

/** A request with what became of it. */
export interface Approval {
  readonly request: ApprovalRequest;
  readonly decision: ApprovalDecision | undefined;
  readonly state: ApprovalState;
}

/** Why a decision was not taken. */
export type DecisionRefusal = 'unknown' | 'decided' | 'expired' | 'own-request';

/** Requests that wait for a person, held in memory and current within a second. */
export interface Approvals {
  readonly ready: Promise<void>;
  list(now: Date): readonly Approval[];
  get(approvalId: string, now: Date): Approval | undefined;
  /** Asks for an approval. The same request, asked twice, is one; resolves to its id when it is durable. */
  request(request: Omit<ApprovalRequest, 'approvalId'>): Promise<string>;
  /** Decides. Who asked may not approve: two pairs of eyes. Resolves to `null` when it is durable, else to the reason. */
  decide(decision: ApprovalDecision, now: Date): Promise<DecisionRefusal | null>;
  stop(): Promise<void>;
}

/** Reads both topics of approvals and stays on them. The first decision of a request counts. */
export async function createApprovals(bus: Bus): Promise<Approvals> {
  const requests = new Map<string, ApprovalRequest>();
  const decisions = new Map<string, ApprovalDecision>();
  const requestTable = await bus.table({
    topic: approvalRequested.type,
    apply: (message) => {
      const parsed = parseMessage(approvalRequested, message);
      if (parsed.ok) requests.set(parsed.payload.approvalId, parsed.payload);
    },
  });
  const decisionTable = await bus.table({
    topic: approvalDecided.type,
    apply: (message) => {
      const parsed = parseMessage(approvalDecided, message);
      if (parsed.ok && !decisions.has(parsed.payload.approvalId))
        decisions.set(parsed.payload.approvalId, parsed.payload);
    },
  });
  const withState = (request: ApprovalRequest, now: Date): Approval => {
    const decision = decisions.get(request.approvalId);
    const isOver = new Date(request.expiresAt) <= now;
    return { request, decision, state: decision?.decision ?? (isOver ? 'expired' : 'waiting') };
  };
  const get = (approvalId: string, now: Date) => {
    const request = requests.get(approvalId);
    return request && withState(request, now);
  };
  return {
    ready: Promise.all([requestTable.ready, decisionTable.ready]).then(() => {}),
    list: (now) => [...requests.values()].map((request) => withState(request, now)),
    get,
    request: async (asked) => {
      const { tenant, action, effect, requestedAt, requestedBy } = asked;
      const approvalId = deterministicId('approval', tenant, action, JSON.stringify(effect), requestedBy, requestedAt);
      const envelope = { id: approvalId, time: requestedAt, source: 'approvals', tenant };
      await bus.publish([toMessage(approvalRequested, { ...asked, approvalId }, envelope)]);
      return approvalId;
    },
    decide: async (decision, now) => {
      const approval = get(decision.approvalId, now);
      if (!approval) return 'unknown';
      if (approval.decision) return 'decided';
      if (approval.state === 'expired') return 'expired';
      if (decision.decision === 'approved' && decision.decidedBy === approval.request.requestedBy) return 'own-request';
      const { approvalId, tenant, decidedAt: time } = decision;
      const id = deterministicId('approval-decided', approvalId);
      await bus.publish([toMessage(approvalDecided, decision, { id, time, source: 'approvals', tenant })]);
      return null;
    },
    stop: async () => {
      await Promise.all([requestTable.stop(), decisionTable.stop()]);
    },
  };
}
