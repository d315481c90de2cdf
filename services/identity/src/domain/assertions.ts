import { type Assertion, deterministicId, type TrackedEvent } from '@stellwerk/contracts';
import { compareKeys, ruleOf } from './tiers.js';

/**
 * What an event says about identity: its strongest key belongs with each of the others. A star suffices, because
 * belonging together is transitive; the rule of a statement is that of the stronger of its two keys. An event with a single
 * key says nothing.
 */
export function assertionsOf(event: TrackedEvent): Assertion[] {
  const [strongest, ...others] = [...new Set(event.keys)].sort(compareKeys);
  if (strongest === undefined) return [];
  const { tenant, eventTime, eventId: sourceEventId } = event;
  return others.map((other) => {
    const [left, right] = strongest < other ? [strongest, other] : [other, strongest];
    const rule = ruleOf(strongest);
    const assertionId = deterministicId('assertion', tenant, left, right, rule, sourceEventId);
    return { assertionId, tenant, left, right, rule, eventTime, sourceEventId };
  });
}
