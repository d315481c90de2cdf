import { createHash } from 'node:crypto';
import { type Assertion, deterministicId, type IdentityNamespace } from '@stellwerk/contracts';
import type { Fact } from '../domain/facts.js';
import { compareKeys, ruleOf } from '../domain/tiers.js';

export const TENANT = 'demo';

/** A key of a name space for a readable name: `key('login', 'anna')`. */
export function key(namespace: IdentityNamespace, name: string): string {
  return `${namespace}:${createHash('md5').update(`${namespace} ${name}`).digest('hex')}`;
}

/** The statement that an event saw two keys together, `minute` minutes into the day. */
export function seen(a: string, b: string, minute = 0): Fact {
  const [left, right] = a < b ? [a, b] : [b, a];
  const rule: Assertion['rule'] = ruleOf([a, b].sort(compareKeys)[0] as string);
  const eventTime = new Date(Date.UTC(2026, 10, 24) + minute * 60_000).toISOString();
  const sourceEventId = deterministicId('event', left, right, minute);
  const assertionId = deterministicId('assertion', TENANT, left, right, rule, sourceEventId);
  return {
    fact: 'assertion',
    assertion: { assertionId, tenant: TENANT, left, right, rule, eventTime, sourceEventId },
  };
}

/** What a person says against statements between two keys. */
export function said(kind: 'retract' | 'cannot-link', a: string, b: string): Fact {
  const [left, right] = a < b ? [a, b] : [b, a];
  return {
    fact: 'retraction',
    retraction: {
      retractionId: deterministicId('retraction', kind, left, right),
      tenant: TENANT,
      kind,
      left,
      right,
      at: '2026-11-24T12:00:00.000Z',
      by: 'privacy',
    },
  };
}
