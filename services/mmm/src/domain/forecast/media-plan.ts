import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from '../../errors.js';

const amounts = z.union([z.number().min(0), z.array(z.number().min(0)).min(1).max(1_000)]);
const values = z.union([z.number(), z.array(z.number()).min(1).max(1_000)]);

/** What is planned for the periods after the data, as a person writes it. */
export const mediaPlanSchema = z
  .strictObject({
    name: z.string().min(1).max(128),
    periods: z.number().int().min(1).max(1_000).describe('number of periods after the data'),
    spend: z
      .record(z.string(), z.union([amounts, z.record(z.string(), amounts)]))
      .optional()
      .describe('money per period by channel: one amount for all periods, a list, or either of them by geo'),
    columns: z
      .record(z.string(), z.union([values, z.record(z.string(), values)]))
      .optional()
      .describe('values per period of other columns, such as price, promotion or frequency'),
    otherChannels: z
      .enum(['as-last-year', 'off'])
      .optional()
      .describe('media of channels without an amount; default as-last-year'),
  })
  .meta({ title: 'Media plan', description: 'Media, prices and promotions of the periods to forecast.' });

export type MediaPlan = z.infer<typeof mediaPlanSchema>;

/** @throws StellwerkError MMM_PLAN_INVALID naming the field */
export function readMediaPlan(given: unknown): MediaPlan {
  const parsed = mediaPlanSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalidPlan(issue?.path.join('.') || '(root)', issue?.message ?? 'does not fit');
}

export const invalidPlan = (field: string, problem: string): StellwerkError =>
  new StellwerkError(errors.PLAN_INVALID, { field, problem }, { field });
