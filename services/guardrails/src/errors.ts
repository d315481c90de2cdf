import { catalogue } from '@stellwerk/contracts';

/** Everything that the guardrails service can refuse, and why; the same codes stand in `docs/reference/errors.md`. */
export const errors = catalogue('GRS', {
  TASK_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'there is no open task {task}',
    fix: 'open one with POST /v1/tasks; a task ends after an hour without a call, and when the service starts anew',
  },
  TASK_FOREIGN: {
    status: 403,
    retry: 'never',
    text: 'the task was opened with another token',
    fix: 'use the token that opened it',
  },
  TOO_MANY_TASKS: {
    status: 429,
    retry: 'after',
    text: '{limit} tasks are open',
    fix: 'end tasks with DELETE /v1/tasks/{task}',
  },
  TOO_LATE_TO_PLAN: {
    status: 409,
    retry: 'never',
    text: 'the task has read something untrusted, so its plan is closed',
    fix: 'plan before anything untrusted is read; further steps wait for a person',
  },
  HOST_NOT_ALLOWED: {
    status: 422,
    retry: 'changed',
    text: '{setting} does not name the host {host}',
    fix: 'add the host to the setting, or correct the document {document}',
  },
  TOOL_INVALID: {
    status: 422,
    retry: 'changed',
    text: 'the tool {tool} cannot be used: {problem}',
    fix: 'correct the document agent-tool and apply it again',
  },
});
