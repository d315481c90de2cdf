import type { Confidentiality, Integrity, Label } from './label.js';

/** What an argument can do, and so what its value must be. */
export interface Sink {
  /** Least integrity of the value: who pays, who receives and what is deleted must not come from a stranger's text. */
  readonly integrity: Integrity;
  /** Most confidential value that may leave this way. */
  readonly clearance: Confidentiality;
}

/** When a person has to agree first. */
export type ApprovalRule = 'never' | 'always' | 'when-untrusted';

/** How the effect of a call is taken back. */
export interface Compensation {
  readonly tool: string;
  /** Arguments of that call. */
  arguments(given: JsonObject, result: unknown): JsonObject;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** A tool as the gate sees it: what it takes, what it can do, what comes out. */
export interface ToolDefinition {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  /** `write`: something outside changes, or something leaves. */
  readonly effect: 'read' | 'write';
  /** What is wrong with arguments, one sentence per problem that names the field; empty when they fit. */
  problems(given: JsonObject): readonly string[];
  /** By argument; an argument that is not listed takes any value that `defaultSink` takes. */
  readonly sinks: Readonly<Record<string, Sink>>;
  readonly defaultSink: Sink;
  /** What the tool's result is labelled with; what it read may make it stricter. */
  readonly result: Label;
  /** Most that one call may cost, in millionths of the tenant's currency. */
  readonly maxCostMicros: number;
  readonly approval: ApprovalRule;
  /**
   * Once the task has read something untrusted, only calls that were planned before may happen without a person: a stranger's text
   * cannot add a step to a task. For tools whose effect is harmless however often it happens, leave it off.
   */
  readonly isPlanned: boolean;
  /** Absent = cannot be taken back. */
  readonly compensation?: Compensation;
}

/** Who calls, for whom, in which task. */
export interface Caller {
  readonly tenant: string;
  readonly agent: string;
  /** Version of the model that decided to call; kill switches know models. */
  readonly model: string;
  readonly roles: readonly string[];
  /** Kind of task that the caller was started for, such as `support.reply`. */
  readonly taskKind: string;
  readonly taskId: string;
  /** Person on whose behalf; their own limits count. */
  readonly user: string;
}

export interface ToolCall {
  /** Unique per intention: the same id means the same call, sent again. */
  readonly callId: string;
  readonly tool: string;
  readonly arguments: JsonObject;
  readonly caller: Caller;
}
