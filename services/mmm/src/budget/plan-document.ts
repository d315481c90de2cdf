import type { BudgetPlan, ControlDocument, ControlSpec } from '@stellwerk/contracts';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

export type PlanDocument = ControlDocument<'budget-plan'>;
type PlanSpec = ControlSpec<'budget-plan'>;

/** The next version of a plan document. */
export interface NextPlan {
  readonly version: number;
  readonly spec: PlanSpec;
}

/** A plan in place of the one in force, which it carries along. */
export function replacing(current: PlanDocument | undefined, plan: BudgetPlan): NextPlan {
  const previous = current ? { version: current.version, plan: current.spec.plan } : null;
  return { version: (current?.version ?? 0) + 1, spec: { plan, previous } };
}

/**
 * The plan before, written again as the next version. It carries the plan that it takes back, so rolling back once more brings
 * that one back.
 * @throws StellwerkError MMM_NO_PLAN, MMM_NO_PREVIOUS_PLAN
 */
export function rollingBack(tenant: string, current: PlanDocument | undefined): NextPlan {
  if (!current) throw new StellwerkError(errors.NO_PLAN, { tenant }, { field: 'tenant' });
  const { version, spec } = current;
  if (!spec.previous) throw new StellwerkError(errors.NO_PREVIOUS_PLAN, { tenant, version }, { field: 'tenant' });
  return {
    version: version + 1,
    spec: { plan: spec.previous.plan, previous: { version, plan: spec.plan }, rolledBackFrom: version },
  };
}
