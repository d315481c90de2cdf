import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { errors } from '../../errors.js';
import { parseDay } from '../data/day.js';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('calendar day, such as 2026-03-02');

/** The result of an experiment as a person writes it, or as a concluded experiment is kept. */
export const experimentSchema = z
  .strictObject({
    name: z.string().min(1).max(128).describe('name of the experiment, unique among those of a fit'),
    channel: z.string().min(1).max(128).describe('channel whose media were changed'),
    from: day.describe('first day of the measurement'),
    to: day.describe('last day of the measurement, included'),
    geos: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('geos whose media were changed; default all geos of the data'),
    lift: z
      .number()
      .describe('outcome with the media as they ran, minus the outcome as it would have been; may be 0 or negative'),
    standardError: z.number().positive().optional().describe('standard error of the lift'),
    interval: z
      .strictObject({ low: z.number(), high: z.number(), level: z.number().gt(0).lt(1).optional() })
      .optional()
      .describe('interval of the lift in place of its standard error; level 0.95 where none is stated'),
    unit: z
      .enum(['outcome', 'value', 'roi'])
      .optional()
      .describe('lift in units of the outcome (default), in money, or as money per money of the changed spend'),
    without: z
      .union([
        z.strictObject({ factor: z.number().min(0) }).describe('media that ran, times a factor'),
        z.strictObject({ spend: z.number().min(0) }).describe('money over the whole measurement'),
      ])
      .optional()
      .describe('media as they would have been without the experiment; default none at all, { factor: 0 }'),
    transport: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe('variance between the experiment and the market it is used for, by its squared standard error'),
  })
  .meta({ title: 'Experiment', description: 'A measured lift that calibrates a media mix model.' });

export type Experiment = z.infer<typeof experimentSchema>;

/**
 * Reads experiments: rows of a specification, or concluded experiments.
 * @throws StellwerkError MMM_EXPERIMENT_INVALID naming the experiment, the field and what is wrong
 */
export function readExperiments(given: readonly unknown[]): readonly Experiment[] {
  const seen = new Set<string>();
  return given.map((one, index) => {
    const parsed = experimentSchema.safeParse(one);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw invalid(nameOf(one, index), issue?.path.join('.') || '(root)', issue?.message ?? 'does not fit');
    }
    const experiment = parsed.data;
    if (seen.has(experiment.name)) throw invalid(experiment.name, 'name', 'is there twice');
    seen.add(experiment.name);
    checkExperiment(experiment);
    return experiment;
  });
}

function checkExperiment({ name, from, to, standardError, interval, lift }: Experiment): void {
  const [first, last] = [parseDay(from), parseDay(to)];
  if (first === null) throw invalid(name, 'from', `${from} is not a calendar day`);
  if (last === null) throw invalid(name, 'to', `${to} is not a calendar day`);
  if (last < first) throw invalid(name, 'to', `${to} lies before ${from}`);
  if ((standardError === undefined) === (interval === undefined))
    throw invalid(name, 'standardError', 'give either a standard error or an interval');
  if (interval && !(interval.low < interval.high)) throw invalid(name, 'interval', 'low must lie below high');
  if (interval && !(interval.low <= lift && lift <= interval.high))
    throw invalid(name, 'interval', `the lift ${lift} lies outside of it`);
}

export const invalid = (experiment: string, field: string, problem: string): StellwerkError =>
  new StellwerkError(errors.EXPERIMENT_INVALID, { experiment, field, problem }, { field });

const nameOf = (given: unknown, index: number): string => {
  const { name } = Object(given);
  return typeof name === 'string' && name !== '' ? name : `number ${index + 1}`;
};
