import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { FailedCheck, FitRecord } from '../registry/fit-record.js';

/** Why a fit is not published: the checks that failed, each with its figure and what it should have been. */
export function refusalOf(failed: readonly FailedCheck[]): NonNullable<FitRecord['error']> {
  const checks = failed.map(({ check, subject, value, threshold }) => {
    const about = subject === undefined ? '' : ` (${subject})`;
    return `${check}${about}: ${short(value)} against ${short(threshold)}`;
  });
  const named = checks.length === 0 ? 'its summary says so' : checks.join('; ');
  const { code, message, fix } = new StellwerkError(errors.FIT_REFUSED, { checks: named });
  return { code, detail: message, fix };
}

const short = (value: number | null): string => (value === null ? 'no number' : String(Number(value.toPrecision(4))));
