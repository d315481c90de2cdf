import type { ControlTable } from '@stellwerk/bus';
import type { ControlSpec } from '@stellwerk/contracts';
import type { BudgetPolicy } from '../domain/budget/policy.js';

/** A tenant's policy with the name and version that decisions refer to. */
export interface GoverningPolicy {
  readonly name: string;
  readonly version: number;
  readonly policy: BudgetPolicy;
}

const NAME = 'default';
const MIN_PROBABILITY_BETTER = 0.5;
const MAX_MODEL_AGE_DAYS = 90;

/** The policy of a tenant; null = no document: then every plan needs a person. */
export function policyOf(control: Pick<ControlTable, 'get'>, tenant: string): GoverningPolicy | null {
  const document = control.get('budget-policy', tenant, NAME);
  return document ? { name: NAME, version: document.version, policy: toPolicy(document.spec) } : null;
}

function toPolicy(spec: ControlSpec<'budget-policy'>): BudgetPolicy {
  return {
    ...spec,
    weekly: spec.weekly ?? {},
    channels: spec.channels ?? [],
    minProbabilityBetter: spec.minProbabilityBetter ?? MIN_PROBABILITY_BETTER,
    maxModelAgeDays: spec.maxModelAgeDays ?? MAX_MODEL_AGE_DAYS,
  };
}
