import type { Assertion, IdentityNamespace } from '@stellwerk/contracts';

export type AssertionRule = Assertion['rule'];

/** Rules, strongest first: a stronger rule is applied before a weaker one, whatever arrived first. */
const TIERS: readonly AssertionRule[] = ['customer-number', 'login', 'hashed-email', 'device'];

const RULE_OF: Readonly<Record<IdentityNamespace, AssertionRule>> = {
  customer: 'customer-number',
  login: 'login',
  email: 'hashed-email',
  device: 'device',
};

/** Position of a rule, 0 = strongest. */
export function tierOf(rule: AssertionRule): number {
  return TIERS.indexOf(rule);
}

/** The rule that an identity key's name space stands for. */
export function ruleOf(key: string): AssertionRule {
  return RULE_OF[namespaceOf(key)];
}

/** Name space of an identity key. */
export function namespaceOf(key: string): IdentityNamespace {
  return key.slice(0, key.indexOf(':')) as IdentityNamespace;
}

/** Whether a key names a person: one cannot be two persons', as a device can. */
export function isStrong(key: string): boolean {
  const namespace = namespaceOf(key);
  return namespace === 'customer' || namespace === 'login';
}

/** Strongest name space first, then by text: an order that every process shares. */
export function compareKeys(a: string, b: string): number {
  return tierOf(ruleOf(a)) - tierOf(ruleOf(b)) || (a < b ? -1 : a > b ? 1 : 0);
}
