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
  MODEL_UNKNOWN: {
    status: 404,
    retry: 'changed',
    text: 'no model-route of the use case {useCase} names the model {model}',
    fix: 'name a model of the route, or apply a model-route document',
  },
  MODEL_UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: 'neither {model} nor the models after it in its route answer',
    fix: 'look at the endpoint; it is tried again by itself',
  },
  MODEL_REFUSED: {
    status: 422,
    retry: 'changed',
    text: 'the endpoint of {model} refused the request with status {status}',
    fix: 'compare the request with what the endpoint takes, and its key with STELLWERK_MODEL_KEYS_FILE',
  },
  MODEL_ANSWER_INVALID: {
    status: 502,
    retry: 'after',
    text: 'the endpoint of {model} answered what is no chat completion: {problem}',
    fix: 'look at the endpoint; nothing of its answer was passed on',
  },
  STREAM_BROKEN: {
    status: 502,
    retry: 'after',
    text: 'the answer broke off',
    fix: 'send the request again; what came before the break was checked',
  },
  HEADER_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'the header {header} must be a name of lower-case letters, digits and hyphens',
    fix: 'name the tenant where the token stands for several, and the use case as its model-route names it',
  },
  LINE_INVALID: {
    status: 400,
    retry: 'changed',
    text: 'line {line}: {problem}',
    fix: 'correct the line; the others were answered',
  },
  LINE_TOO_LONG: {
    status: 413,
    retry: 'changed',
    text: 'line {line} is longer than {limit} bytes',
    fix: 'send shorter texts',
  },
  PSEUDONYM_KEY_MISSING: {
    status: 422,
    retry: 'changed',
    text: 'pseudonyms need a key and the service has none',
    fix: 'name a file of 32 random bytes or more in STELLWERK_PSEUDONYM_KEY_FILE, or use another action',
  },
  STOPPED: {
    status: 403,
    retry: 'after',
    text: 'stopped by the switch {killSwitch}: {reason}',
    fix: 'ask who turned it on; "stellwerk apply" turns it off',
  },
  LIMIT_REACHED: {
    status: 429,
    retry: 'after',
    text: 'the limit {limit} is reached',
    fix: 'wait, or let an admin change the usage-limit document',
  },
  TOOL_INVALID: {
    status: 422,
    retry: 'changed',
    text: 'the tool {tool} cannot be used: {problem}',
    fix: 'correct the document agent-tool and apply it again',
  },
});
