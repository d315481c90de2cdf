import type { Call } from '../call.js';
import { isSnowplowChange } from './snowplow.js';

/**
 * Events that consent managers send when a person has made a choice, lower case: Segment's consent manager, its older wrapper,
 * and how teams name theirs. They mean it only together with a signal.
 */
const CHANGE_NAMES: ReadonlySet<string> = new Set([
  'segment consent preference updated',
  'segment consent preference',
  'consent preference updated',
  'consent preferences updated',
  'consent updated',
  'consent',
]);

/** Whether a call states what the person allows from now on, rather than repeating what was known. */
export function statesConsent({ statesConsent: isStatement, name, signals }: Call): boolean {
  if (isStatement !== undefined) return true;
  if (signals.length === 0) return false;
  return CHANGE_NAMES.has(name.trim().toLowerCase()) || signals.some(isChange);
}

const isChange = ({ type, raw }: Call['signals'][number]) => type === 'snowplow' && isSnowplowChange(raw);
