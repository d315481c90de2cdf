import { ADVERTISING, type PurposeSet } from './purpose-set.js';
import { notUnderstood, type SignalReading, understood } from './reading.js';
import { refusesOnly, SILENT } from './statement.js';

/** `1`, or the same of a header that comes several times. */
const ON = /^(1|true)(, ?(1|true)){0,9}$/;
const OFF = /^(0|false)?$/;

/**
 * Global Privacy Control (W3C, "Global Privacy Control", `Sec-GPC: 1`): refuses the purposes of advertising everywhere, and
 * what the policy names beside them in a region. Off says nothing.
 */
export function readGpc(raw: unknown, alsoRefused: PurposeSet): SignalReading {
  if (typeof raw !== 'string') return notUnderstood(raw, 'not a text');
  if (ON.test(raw)) return understood(raw, undefined, refusesOnly(ADVERTISING | alsoRefused), { isFormat: true });
  return OFF.test(raw) ? understood(raw, undefined, SILENT, { isFormat: true }) : notUnderstood(raw, 'neither 1 nor 0');
}
