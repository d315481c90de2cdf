import { z } from 'zod';
import { type Experiment, experimentSchema, readExperiments } from './experiment.js';

const credit = z.strictObject({
  channel: z.string().min(1).max(128),
  from: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .describe('first day of the credited outcomes'),
  to: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .describe('last day of the credited outcomes, included'),
  attributed: z.number().positive().describe('outcome that attribution credits, in units of the outcome'),
  relativeError: z.number().positive().max(10).describe('standard error of the credit by the credit'),
});

/** What is known of channels from outside the data. */
export const calibrationSchema = z
  .strictObject({
    experiments: z.array(experimentSchema).max(200).optional(),
    attribution: z
      .strictObject({
        weight: z.number().min(0).max(1).optional().describe('how far attribution is trusted, 0 to 1; default 0.5'),
        credits: z.array(credit).max(200),
      })
      .nullable()
      .optional()
      .describe('credit of attribution, whose bias is learned from channels with experiments'),
  })
  .describe('experiments and attribution that the model must agree with');

type CalibrationInput = z.infer<typeof calibrationSchema>;
export type AttributedOutcome = z.infer<typeof credit>;

export interface CalibrationSpec {
  readonly experiments: readonly Experiment[];
  readonly attribution: { readonly weight: number; readonly credits: readonly AttributedOutcome[] } | null;
}

const USUAL_WEIGHT = 0.5;

/** @throws StellwerkError MMM_EXPERIMENT_INVALID */
export const fillCalibration = (given: CalibrationInput | undefined): CalibrationSpec => ({
  experiments: readExperiments(given?.experiments ?? []),
  attribution: given?.attribution
    ? { weight: given.attribution.weight ?? USUAL_WEIGHT, credits: given.attribution.credits }
    : null,
});
