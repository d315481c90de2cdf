import { canonicalJson, deterministicId } from '@stellwerk/contracts';
import type { GateCheck, GateReason } from './decision.js';
import {
  type CallApprovals,
  type DecisionRecord,
  type EffectChange,
  type ExecutionJournal,
  type GatedTool,
  type JournalEntry,
  ToolNotRun,
  type ToolResult,
} from './execution-ports.js';
import type { Gate } from './gate.js';
import { joinLabels } from './label.js';
import type { TaskContext } from './task-context.js';
import type { Caller, ToolCall } from './tool.js';

/** What became of a call. */
export type Execution =
  | { readonly kind: 'done'; readonly value: unknown; readonly isRepeated: boolean }
  | { readonly kind: 'denied'; readonly reasons: readonly GateReason[]; readonly retryAfterMs?: number }
  | { readonly kind: 'waiting'; readonly approvalId: string; readonly changes: readonly EffectChange[] | null }
  | { readonly kind: 'dry-run'; readonly changes: readonly EffectChange[] | null; readonly wouldAsk: boolean }
  /** Nothing happened; the same call may be sent again. */
  | { readonly kind: 'not-run'; readonly problem: string }
  /** Whether it happened is not known, and the tool cannot be asked: a person has to look. */
  | { readonly kind: 'unknown'; readonly problem: string };

export interface ExecutorParts {
  readonly gate: Gate;
  tool(name: string, tenant: string): GatedTool | undefined;
  readonly journal: ExecutionJournal;
  readonly approvals: CallApprovals;
  readonly now: () => number;
  /** Puts a decision on record; what is allowed runs only when it is there. */
  readonly record: (record: DecisionRecord) => Promise<void>;
}

export interface ExecuteOptions {
  readonly dryRun?: boolean;
  readonly signal?: AbortSignal;
}

/** The digest that approvals and the journal know a call by: another argument is another call. */
export const digestOf = ({ callId, tool, arguments: given, caller }: ToolCall, version: string): string =>
  deterministicId('tool-call', caller.tenant, caller.agent, caller.taskId, callId, tool, version, canonicalJson(given));

/**
 * The only way to a tool. Every call is decided by the gate, put on record before it runs and after, and has its effect once: a
 * repeated call id gets the recorded result, and a call that a crash interrupted is looked up before it is run again.
 */
export class GatedExecutor {
  /** Calls under way, so that the same call sent twice at once runs once. */
  readonly #running = new Map<string, { readonly digest: string; readonly execution: Promise<Execution> }>();

  constructor(private readonly parts: ExecutorParts) {}

  async execute(call: ToolCall, context: TaskContext, options: ExecuteOptions = {}): Promise<Execution> {
    if (options.dryRun) return this.#execute(call, context, options);
    const { tenant } = call.caller;
    const key = `${tenant}/${call.callId}`;
    const digest = digestOf(call, this.parts.tool(call.tool, tenant)?.definition.version ?? '');
    const under = this.#running.get(key);
    if (under) {
      if (under.digest !== digest) return idTaken;
      const execution = await under.execution;
      return execution.kind === 'done' ? { ...execution, isRepeated: true } : execution;
    }
    const execution = this.#execute(call, context, options);
    this.#running.set(key, { digest, execution });
    try {
      return await execution;
    } finally {
      this.#running.delete(key);
    }
  }

  /** Forgets what was counted for a task alone. */
  endTask(caller: Caller): void {
    this.parts.gate.endTask(caller);
  }

  async #execute(call: ToolCall, context: TaskContext, { dryRun, signal }: ExecuteOptions): Promise<Execution> {
    const { gate, journal, approvals, now, record } = this.parts;
    const { tenant } = call.caller;
    const tool = this.parts.tool(call.tool, tenant);
    const digest = digestOf(call, tool?.definition.version ?? '');
    const entry = await journal.get(tenant, call.callId);
    if (entry && entry.digest !== digest) return idTaken;
    if (entry?.state === 'done' && entry.result && tool) return repeated(tool, call, entry.result, context);
    if (entry?.state === 'compensated') return denied('approval', 'call.compensated', 'the call was taken back');

    const approval = await approvals.find(tenant, digest);
    if (approval?.state === 'rejected') return denied('approval', 'approval.rejected', 'a person refused the call');
    // A dry run sets its budget aside under a name of its own, which it gives back: the call itself may be under way.
    const decided = dryRun ? { ...call, callId: `dry-run/${call.callId}` } : call;
    const startedMs = now();
    const decision = gate.decide(decided, context, startedMs, approval?.state === 'approved');
    const endedMs = now();
    // In one turn with the decision: two calls of a task cannot use up the same planned step.
    const giveBackStep =
      decision.kind === 'allow' && !dryRun ? context.steps.use(call.tool, call.arguments) : undefined;
    const release = () => gate.release(decided);
    try {
      const microseconds = Math.round((endedMs - startedMs) * 1_000);
      await record({ call, digest, decision, atMs: endedMs, isDryRun: dryRun === true, microseconds });
    } catch (error) {
      giveBackStep?.();
      if (decision.kind === 'allow') release();
      throw error;
    }
    if (decision.kind === 'deny') {
      const { reasons, retryAfterMs } = decision;
      return { kind: 'denied', reasons, ...(retryAfterMs !== undefined && { retryAfterMs }) };
    }
    if (!tool) {
      release();
      return denied('tool', 'tool.unknown', 'there is no such tool');
    }
    if (dryRun || decision.kind === 'ask') {
      if (decision.kind === 'allow') release();
      const changes = (await tool.runner.dryRun?.(call.arguments)) ?? null;
      if (dryRun) return { kind: 'dry-run', changes, wouldAsk: decision.kind === 'ask' };
      const why = decision.kind === 'ask' ? decision.reasons.map(({ text }) => text).join('; ') : '';
      const summary = `${call.caller.agent} asks to call ${call.tool}: ${why}`;
      const earlier = (await journal.ofTask(tenant, call.caller.taskId)).filter(({ state }) => state !== 'not-run');
      const { approvalId } = await approvals.ask({ call, digest, summary, changes, earlier });
      return { kind: 'waiting', approvalId, changes };
    }
    const execution = await this.#run(call, digest, tool, entry, context, signal);
    if (execution.kind === 'not-run') giveBackStep?.();
    return execution;
  }

  async #run(
    call: ToolCall,
    digest: string,
    tool: GatedTool,
    entry: JournalEntry | undefined,
    context: TaskContext,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Execution> {
    const { gate, journal, now } = this.parts;
    const { callId, caller, arguments: given } = call;
    const { tenant, taskId } = caller;
    try {
      if (entry?.state === 'begun' || entry?.state === 'unknown') {
        const found = await this.#lookUp(tool, digest);
        if (found === 'unknown') {
          gate.release(call);
          await journal.end(tenant, callId, 'unknown');
          return { kind: 'unknown', problem: 'an earlier attempt was interrupted and the tool cannot say what it did' };
        }
        if (found) return await this.#finish(call, tool, found, context);
      }
      await journal.begin({ callId, taskId, tenant, tool: call.tool, caller, digest, arguments: given, atMs: now() });
      const result = await tool.runner.run(given, digest, signal);
      return await this.#finish(call, tool, result, context);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      if (error instanceof ToolNotRun) {
        gate.release(call);
        await journal.end(tenant, callId, 'not-run');
        return { kind: 'not-run', problem };
      }
      // It may have happened, so it is booked as if it had.
      gate.settle(call, tool.definition.maxCostMicros);
      await journal.end(tenant, callId, 'unknown');
      return { kind: 'unknown', problem };
    }
  }

  async #lookUp({ runner }: GatedTool, key: string): Promise<ToolResult | null | 'unknown'> {
    return runner.lookUp ? runner.lookUp(key) : 'unknown';
  }

  async #finish(call: ToolCall, tool: GatedTool, result: ToolResult, context: TaskContext): Promise<Execution> {
    this.parts.gate.settle(call, result.costMicros);
    await this.parts.journal.end(call.caller.tenant, call.callId, 'done', result);
    readResult(tool, call, result, context);
    return { kind: 'done', value: result.value, isRepeated: false };
  }
}

function repeated(tool: GatedTool, call: ToolCall, result: ToolResult, context: TaskContext): Execution {
  readResult(tool, call, result, context);
  return { kind: 'done', value: result.value, isRepeated: true };
}

/**
 * What a tool returned is read by the agent, so it counts from now on. An answer is worth no more than the question: an address book
 * that is asked for a name out of a stranger's mail answers with what the stranger wanted.
 */
function readResult(
  { definition }: GatedTool,
  call: ToolCall,
  { value, label }: ToolResult,
  context: TaskContext,
): void {
  const text = typeof value === 'string' ? value : canonicalJson(value);
  let joined = label ? joinLabels(definition.result, label) : definition.result;
  for (const argument of Object.values(call.arguments)) {
    const { integrity } = context.labelOf(argument);
    joined = joinLabels(joined, { ...joined, integrity });
  }
  context.read({ text, label: joined });
}

const denied = (check: GateCheck, code: string, text: string): Execution => ({
  kind: 'denied',
  reasons: [{ check, code, text }],
});
const idTaken = denied('arguments', 'arguments.changed', 'the call id was used for another call');
