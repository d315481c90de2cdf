import { randomUUID } from 'node:crypto';
import { trace } from '@opentelemetry/api';
import { type Bus, toMessage } from '@stellwerk/bus';
import { guardDecided, type PayloadOf } from '@stellwerk/contracts';
import type { DecisionRecord, Finding } from '@stellwerk/guard';

export type GuardDecision = Omit<PayloadOf<typeof guardDecided>, 'decisionId' | 'at' | 'traceId'>;

const NO_TRACE = /^0+$/;
const MAX_FINDINGS = 200;

/** What an event says of findings: where and what, and nothing of the text. */
export const toldFindings = (findings: readonly Finding[]): NonNullable<GuardDecision['findings']> =>
  findings
    .slice(0, MAX_FINDINGS)
    .map(({ rule, category, score, layer, start, end }) => ({ rule, category, score, layer, start, end }));

/** Every decision of the guard as an event, in `ops.guard_decisions` for those who ask later. */
export class DecisionLog {
  constructor(
    private readonly bus: Pick<Bus, 'publish'>,
    private readonly clock: () => Date,
  ) {}

  /** Resolves when the decisions are durable. */
  async write(decisions: readonly GuardDecision[]): Promise<void> {
    const time = this.clock().toISOString();
    const traceId = trace.getActiveSpan()?.spanContext().traceId;
    await this.bus.publish(
      decisions.map((decision) => {
        const payload = {
          ...decision,
          decisionId: randomUUID(),
          at: time,
          ...(traceId !== undefined && !NO_TRACE.test(traceId) && { traceId }),
        };
        const envelope = { id: payload.decisionId, time, source: 'guardrails', tenant: decision.tenant };
        return toMessage(guardDecided, payload, envelope);
      }),
    );
  }

  /** A decision about a call of a tool. Dry runs decide nothing and are not on record. */
  async writeCall({ call, digest, decision, isDryRun, microseconds }: DecisionRecord): Promise<void> {
    if (isDryRun) return;
    const { caller, tool } = call;
    const reasons = decision.kind === 'allow' ? [] : decision.reasons;
    await this.write([
      {
        tenant: caller.tenant,
        subject: 'call',
        verdict: decision.kind,
        reasons: reasons.map(({ check, code, argument }) => ({
          check,
          code,
          ...(argument !== undefined && { argument: argument.slice(0, 128) }),
        })),
        tool: tool.slice(0, 128),
        agent: caller.agent,
        model: caller.model,
        taskId: caller.taskId,
        taskKind: caller.taskKind,
        callDigest: digest,
        microseconds,
      },
    ]);
  }
}
