import type { Assertion, Retraction } from '@stellwerk/contracts';

/** What is known of a container: immutable statements, never edited, only added to. */
export type Fact =
  | { readonly fact: 'assertion'; readonly assertion: Assertion }
  | { readonly fact: 'retraction'; readonly retraction: Retraction };

/** Id of a fact; adding a fact twice changes nothing. */
export function factId(fact: Fact): string {
  return fact.fact === 'assertion' ? fact.assertion.assertionId : fact.retraction.retractionId;
}

/** The two keys that a fact is about. */
export function factKeys(fact: Fact): readonly [left: string, right: string] {
  const { left, right } = fact.fact === 'assertion' ? fact.assertion : fact.retraction;
  return [left, right];
}

/** Tenant of a fact. */
export function factTenant(fact: Fact): string {
  return fact.fact === 'assertion' ? fact.assertion.tenant : fact.retraction.tenant;
}
