import type { EventContract } from '@stellwerk/contracts';

/** Where and how a payload misses its contract, without its values. */
export interface ContractProblem {
  /** Path of the field, `total.currency`; `(payload)` for the whole. */
  readonly field: string;
  /** What the schema says about it: a code such as `invalid_type`, and the expected type where there is one. */
  readonly problem: string;
}

type ValidationError = NonNullable<ReturnType<EventContract['schema']['safeParse']>['error']>;

/** The first problem that a contract's schema names. */
export function contractProblem(error: ValidationError): ContractProblem {
  const issue = error.issues[0];
  if (!issue) return { field: '(payload)', problem: 'invalid' };
  const expected = 'expected' in issue ? `, expected ${issue.expected}` : '';
  return { field: issue.path.map(segment).join('.') || '(payload)', problem: `${issue.code}${expected}` };
}

/** Keys of open records come from outside and may hold anything; only those that look like field names are shown. */
function segment(key: PropertyKey): string {
  const text = String(key);
  return /^[A-Za-z_$][\w$]{0,63}$|^\d+$/.test(text) ? text : '*';
}
