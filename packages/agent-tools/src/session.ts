import type { Caller, Execution, GatedExecutor, JsonObject, TaskContext } from '@stellwerk/guard';

/** One agent's task as its tools see it: who calls, what was read so far, and the only way to an effect. */
export interface ToolSession {
  readonly executor: GatedExecutor;
  readonly context: TaskContext;
  readonly caller: Caller;
  /** Names a call that comes without an id of its own. */
  readonly newCallId: () => string;
}

/** Calls a tool of a task. Ids of models are unique within a task at best, so the task stands before them. */
export function callGated(
  { executor, context, caller, newCallId }: ToolSession,
  call: { readonly tool: string; readonly arguments: JsonObject; readonly callId?: string | undefined },
  signal?: AbortSignal,
): Promise<Execution> {
  const callId = `${caller.taskId}/${call.callId ?? newCallId()}`;
  return executor.execute({ callId, tool: call.tool, arguments: call.arguments, caller }, context, {
    ...(signal && { signal }),
  });
}

/** What a model is told of a call: the answer, or why there is none. */
export function describeExecution(execution: Execution): { readonly text: string; readonly isError: boolean } {
  switch (execution.kind) {
    case 'done': {
      const { value } = execution;
      return { text: typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), isError: false };
    }
    case 'denied': {
      const why = execution.reasons.map(({ code, text }) => `${code}: ${text}`).join('; ');
      return { text: `The call was refused. ${why}`, isError: true };
    }
    case 'waiting':
      return {
        text: `The call waits for a person (approval ${execution.approvalId}). Repeat it later.`,
        isError: true,
      };
    case 'dry-run':
      return { text: 'Nothing was done: this was a dry run.', isError: false };
    case 'not-run':
    case 'unknown':
      return { text: `The call failed. ${execution.problem}`, isError: true };
  }
}
