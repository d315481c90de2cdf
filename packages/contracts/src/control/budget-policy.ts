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
  maxStep: share.describe('largest change of a channel by one plan, as a share of what it has today: 0.2 = ±20 %'),
  maxTotalStep: share.describe('largest change of the sum of all channels by one plan, as a share'),
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
      expiresAfterHours: z.number().int().min(1).max(8760).optional().describe('168 where absent'),
    })
    .describe('when a person other than the one who asked must approve'),
  recalibration: z
    .object({
      everyDays: z.number().int().min(1).max(366).describe('a refit is due this many days after the last'),
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
