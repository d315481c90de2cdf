import { z } from 'zod';
import { currency } from '../core/common.js';

const money = z.number().min(0).max(1e15);
const share = z.number().min(0).max(10);

/** What a proposed budget must keep to before anybody sees it, and who must allow it. */
export const budgetPolicySpec = z.object({
  currency,
  weekly: z
    .object({ min: money.optional(), max: money.optional() })
    .optional()
    .describe('bounds of all channels together, money per week'),
  channels: z
    .array(
      z.object({
        channel: z.string().min(1).max(128),
        minWeekly: money.optional().describe('least money per week'),
        maxWeekly: money.optional().describe('most money per week'),
        maxStep: share.optional().describe('as maxStep of the policy, for this channel'),
        frozen: z.boolean().optional().describe('the channel keeps what it has'),
      }),
    )
    .max(200)
    .optional(),
  groups: z
    .array(
      z.object({
        name: z.string().min(1).max(128),
        channels: z.array(z.string().min(1).max(128)).min(1).max(200),
        minWeekly: money.optional().describe('least money per week of all its channels'),
        maxWeekly: money.optional().describe('most money per week of all its channels'),
      }),
    )
    .max(100)
    .optional(),
  maxStep: share.describe('largest change of a channel by one plan, as a share of what it has today: 0.2 = ±20 %'),
  maxTotalStep: share.describe('largest change of the sum of all channels by one plan, as a share'),
  minDaysBetweenPlans: z
    .number()
    .int()
    .min(0)
    .max(366)
    .optional()
    .describe('days between the first days of two plans, so that steps cannot be chained; none where absent'),
  minProbabilityBetter: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('least probability of being better than today that a proposal must have; 0.5 where absent'),
  maxModelAgeDays: z
    .number()
    .int()
    .min(1)
    .max(3650)
    .optional()
    .describe('days after the last period of its data at which a model no longer makes proposals; 90 where absent'),
  approval: z
    .object({
      when: z.enum(['always', 'above-step', 'never']),
      step: share.optional().describe('above-step: change of any channel from which on a person must approve'),
      extrapolation: z
        .boolean()
        .optional()
        .describe('also where the plan leaves the range of spend that the model has seen; true where absent'),
      expiresAfterHours: z.number().int().min(1).max(8760).optional().describe('168 where absent'),
    })
    .describe('when a person other than the one who asked must approve'),
  recalibration: z
    .object({
      everyDays: z.number().int().min(1).max(366).describe('a refit is due this many days after the last'),
      testEveryDays: z
        .number()
        .int()
        .min(1)
        .max(3650)
        .optional()
        .describe('an experiment of a channel is due this many days after its last; none where absent'),
      promote: z
        .enum(['by-person', 'when-better'])
        .optional()
        .describe(
          'when-better: a refit that passes and predicts the hold-out no worse becomes champion by itself; by-person where absent',
        ),
    })
    .optional()
    .describe('schedule of "stellwerk job run mmm-refit"; absent = every run of the job refits'),
});
