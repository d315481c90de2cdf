import { type BudgetLimit, Budgets } from '../limits/budget.js';
import { type Rate, TokenBuckets } from '../limits/token-buckets.js';
import type { GateDecision, GateReason } from './decision.js';
import { checkFlow } from './flow.js';
import type { Grants } from './grants.js';
import { type KillSwitch, stoppedBy } from './kill-switch.js';
import type { TaskContext } from './task-context.js';
import type { Caller, ToolCall, ToolDefinition } from './tool.js';

/** Limits of one caller, most specific first. */
export interface CallerLimits {
  readonly rates: readonly { readonly name: string; readonly rate: Rate }[];
  readonly budgets: readonly BudgetLimit[];
}

/** What the gate is told by control documents. Asked at every call, so that a change counts from the next one on. */
export interface GateRules {
  tool(name: string, tenant: string): ToolDefinition | undefined;
  killSwitches(): Iterable<KillSwitch>;
  grants(tenant: string): Grants | undefined;
  limits(caller: Caller): CallerLimits;
}

/**
 * Decides whether an agent's call of a tool may happen. Nothing here asks a model, and nothing that a text says changes the answer:
 * filters may be talked round, the gate cannot be. The checks run in a fixed order, cheapest and most absolute first; the limits
 * come last, so that a call refused for another reason uses nothing up.
 */
export class Gate {
  readonly #buckets = new TokenBuckets();
  readonly budgets = new Budgets();

  constructor(private readonly rules: GateRules) {}

  /**
   * @param isApproved a person has seen exactly this call and agreed
   * @returns `allow` sets the call's budget aside: {@link settle} or {@link release} it; `ask` and `deny` set nothing aside
   */
  decide(call: ToolCall, context: TaskContext, nowMs: number, isApproved = false): GateDecision {
    const { caller } = call;
    const stopped = stoppedBy(this.rules.killSwitches(), call);
    if (stopped)
      return deny('kill-switch', 'kill-switch.on', `stopped by the switch ${stopped.name}: ${stopped.reason}`);

    const tool = this.rules.tool(call.tool, caller.tenant);
    if (!tool) return deny('tool', 'tool.unknown', 'there is no such tool');

    const problems = tool.problems(call.arguments);
    if (problems.length > 0) {
      return {
        kind: 'deny',
        reasons: problems.map((text) => ({ check: 'arguments', code: 'arguments.invalid', text })),
      };
    }

    const flow = checkFlow(tool, call, context);
    const { integrity, confidentiality } = flow.label;
    const grants = this.rules.grants(caller.tenant);
    const granted = grants?.check(caller, tool, {
      integrity,
      confidentiality,
      costMicros: tool.maxCostMicros,
      isApproved,
    });
    if (!granted?.isAllowed) return deny('grant', 'grant.missing', grantText(caller, tool, granted?.errors ?? []));

    if (flow.reasons.length > 0 && !(flow.isEndorsable && isApproved)) {
      if (flow.isEndorsable && tool.approval !== 'never')
        return { kind: 'ask', grants: granted.policies, reasons: flow.reasons };
      return { kind: 'deny', reasons: flow.reasons };
    }
    if (tool.approval === 'always' && !isApproved) {
      const text = `${tool.name} needs the agreement of a person`;
      return { kind: 'ask', grants: granted.policies, reasons: [{ check: 'approval', code: 'approval.needed', text }] };
    }
    return this.#withinLimits(call, tool, nowMs) ?? { kind: 'allow', grants: granted.policies };
  }

  /** Replaces what was set aside for a call by what it cost. */
  settle(call: ToolCall, costMicros: number): void {
    this.budgets.settle(reservationOf(call), costMicros);
  }

  /** Gives back what was set aside for a call that did not run. */
  release(call: ToolCall): void {
    this.budgets.release(reservationOf(call));
  }

  /** Forgets the accounts that only the task of a caller has. */
  endTask(caller: Caller): void {
    for (const { account, windowMs } of this.rules.limits(caller).budgets)
      if (windowMs === null) this.budgets.close(account);
  }

  #withinLimits(call: ToolCall, tool: ToolDefinition, nowMs: number): GateDecision | null {
    const { rates, budgets } = this.rules.limits(call.caller);
    const micros = tool.maxCostMicros;
    const overrun = this.budgets.reserve({ id: reservationOf(call), micros, limits: budgets, atMs: nowMs });
    if (overrun) {
      return deny('budget', `budget.${overrun.what}`, `the budget of ${overrun.account} in ${overrun.what} is used up`);
    }
    const waitMs = this.#buckets.takeAll(
      rates.map(({ name, rate }) => ({ name, rate, cost: 1 })),
      nowMs,
    );
    if (waitMs === 0) return null;
    this.release(call);
    return { ...deny('rate', 'rate.exceeded', 'too many calls'), retryAfterMs: Math.ceil(waitMs) };
  }
}

/** Call ids are those of a tenant: two tenants may use the same. */
const reservationOf = ({ callId, caller }: ToolCall): string => `${caller.tenant}/${callId}`;

function deny(check: GateReason['check'], code: string, text: string) {
  return { kind: 'deny', reasons: [{ check, code, text }] } as const satisfies GateDecision;
}

function grantText({ agent, taskKind }: Caller, { name }: ToolDefinition, errors: readonly string[]): string {
  const broken = errors.length > 0 ? ` (policies that failed: ${errors.join('; ')})` : '';
  return `no policy permits ${agent} to call ${name} in a task of kind ${taskKind}${broken}`;
}
