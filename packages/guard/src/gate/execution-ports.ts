import type { GateDecision } from './decision.js';
import type { Label } from './label.js';
import type { Caller, JsonObject, ToolCall, ToolDefinition } from './tool.js';

/** What a call brought. */
export interface ToolResult {
  readonly value: unknown;
  readonly costMicros: number;
  /** Stricter than the tool's own label where the tool knows it, such as the trust level of the document it read. */
  readonly label?: Label;
}

/** One field of the world that a call would change, for people to read before they agree. */
export interface EffectChange {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A tool's implementation. */
export interface ToolRunner {
  /**
   * @param idempotencyKey the same key must not have a second effect
   * @throws ToolNotRun where it is certain that nothing happened; any other error leaves open whether it did
   */
  run(given: JsonObject, idempotencyKey: string, signal: AbortSignal): Promise<ToolResult>;
  /** What a call would change, without changing it. Absent = the tool cannot tell. */
  dryRun?(given: JsonObject): Promise<readonly EffectChange[]>;
  /** What became of an earlier call with the key: its result, or `null` = it had no effect. Absent = the tool cannot tell. */
  lookUp?(idempotencyKey: string): Promise<ToolResult | null>;
}

/** Thrown by a runner that is certain that nothing happened. */
export class ToolNotRun extends Error {
  override readonly name = 'ToolNotRun';
}

export type JournalState = 'begun' | 'done' | 'not-run' | 'unknown' | 'compensated';

/** A call on record, written before it runs and after. */
export interface JournalEntry {
  readonly callId: string;
  readonly taskId: string;
  readonly tenant: string;
  readonly tool: string;
  readonly caller: Caller;
  /** When it began. */
  readonly atMs: number;
  /** Digest of everything that makes the call what it is. */
  readonly digest: string;
  readonly arguments: JsonObject;
  /** Order within the journal; compensation goes backwards. */
  readonly sequence: number;
  readonly state: JournalState;
  readonly result?: ToolResult;
}

/** Durable record of calls. Every method resolves when it would survive a crash. */
export interface ExecutionJournal {
  get(tenant: string, callId: string): Promise<JournalEntry | undefined>;
  /** Puts an entry on record in state `begun`; one that is there already begins anew. */
  begin(entry: Omit<JournalEntry, 'sequence' | 'state' | 'result'>): Promise<void>;
  end(tenant: string, callId: string, state: Exclude<JournalState, 'begun'>, result?: ToolResult): Promise<void>;
  /** Entries of a task in the order they began. */
  ofTask(tenant: string, taskId: string): Promise<readonly JournalEntry[]>;
}

export type CallApprovalState = 'waiting' | 'approved' | 'rejected' | 'expired';

/** Persons who agree to calls. Whoever asked may not agree: four eyes. */
export interface CallApprovals {
  /** Asks once per digest; asking again gives the state of the same request. */
  ask(request: CallApprovalRequest): Promise<CallApproval>;
  /** The request for a digest, where there is one. */
  find(tenant: string, digest: string): Promise<CallApproval | undefined>;
}

/** What a person sees before they agree. */
export interface CallApprovalRequest {
  readonly call: ToolCall;
  readonly digest: string;
  /** Why the gate asks. */
  readonly summary: string;
  /** What the call would change; `null` where the tool cannot tell. */
  readonly changes: readonly EffectChange[] | null;
  /** What the task has done already: the same effect may have happened. */
  readonly earlier: readonly JournalEntry[];
}

export interface CallApproval {
  readonly approvalId: string;
  readonly state: CallApprovalState;
}

/** A tool with what runs it. */
export interface GatedTool {
  readonly definition: ToolDefinition;
  readonly runner: ToolRunner;
}

/** What is reported of every decision; it holds no values of arguments. */
export interface DecisionRecord {
  readonly call: Pick<ToolCall, 'callId' | 'tool' | 'caller'>;
  readonly digest: string;
  readonly decision: GateDecision;
  readonly atMs: number;
  readonly isDryRun: boolean;
  /** How long deciding took. */
  readonly microseconds: number;
}
