import { z } from 'zod';
import { currency, day, decimal, uuid } from '../core/common.js';

/** Money by channel for a span of days. */
export const budgetPlan = z.object({
  from: day.describe('first day'),
  to: day.describe('last day'),
  currency: currency.nullable(),
  lines: z
    .array(
      z.object({
        channel: z.string().min(1).max(128),
        geo: z.string().max(64).optional().describe('absent = all geos together'),
        week: day.optional().describe('first day of the week that the money is for; absent = spread over the plan'),
        amount: decimal,
      }),
    )
    .min(1)
    .max(5000),
  proposalId: uuid.optional().describe('the proposal it was; absent = written by hand'),
  approvalId: uuid.optional().describe('the approval it was applied on'),
});
export type BudgetPlan = z.infer<typeof budgetPlan>;

/**
 * The budget that activation spends by. It carries the plan that it replaced, so that a rollback needs nothing but the document
 * itself.
 */
export const budgetPlanSpec = z.object({
  plan: budgetPlan,
  previous: z
    .object({ version: z.number().int().min(1), plan: budgetPlan })
    .nullable()
    .optional()
    .describe('the plan before, for "stellwerk budget rollback"; null or absent = this is the first'),
  rolledBackFrom: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('version that this one took back; absent = this is a plan going forward'),
});
