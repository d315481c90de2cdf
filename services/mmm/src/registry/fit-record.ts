import { instant, jsonObject, slug, uuid } from '@stellwerk/contracts';
import { z } from 'zod';

/**
 * Where a fit stands. `fitted` = done and passed, its events not yet known to be out; `published` = they are. `refused` = a check
 * failed: the figures are for finding the cause. `failed` = no figures at all.
 */
export const fitStates = ['queued', 'running', 'fitted', 'published', 'refused', 'failed', 'cancelled'] as const;
export type FitState = (typeof fitStates)[number];

export const failedCheck = z.object({
  check: z.string(),
  subject: z.string().optional(),
  /** Null where it is not finite. */
  value: z.number().nullable(),
  threshold: z.number(),
});
export type FailedCheck = z.infer<typeof failedCheck>;

/** What the registry knows of one fit; `fit.json` in its folder. */
export const fitRecord = z.object({
  runId: uuid,
  tenant: slug,
  /** Name of the model; a tenant may have several. */
  model: slug,
  /** With all defaults filled in; sampling, seed and experiments included. */
  specification: jsonObject,
  dataHash: z.string(),
  /** What was noticed about the data. */
  warnings: z.array(z.object({ code: z.string(), text: z.string() })),
  /** Gives the same bytes again. */
  command: z.string(),
  requestedBy: z.string(),
  requestedAt: instant,
  state: z.enum(fitStates),
  /** How often it was started: more than once after a crash, or when it was asked for again. */
  attempts: z.number().int().min(0),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  failedChecks: z.array(failedCheck),
  error: z.object({ code: z.string(), detail: z.string(), fix: z.string() }).nullable(),
  /** What becomes of it once it has passed: a person promotes it, or it becomes champion by itself where it predicts no worse. */
  promotion: z.enum(['by-person', 'when-better']),
  /** Whether its end is out: as an event where it passed, in the record of jobs in any case. */
  isTold: z.boolean(),
});
export type FitRecord = z.infer<typeof fitRecord>;

/** Whether it has not come to an end. */
export const isUnderWay = ({ state }: Pick<FitRecord, 'state'>): boolean => state === 'queued' || state === 'running';

/** Whether something is still to be done for it. */
export const isOpen = (record: Pick<FitRecord, 'state' | 'isTold'>): boolean => isUnderWay(record) || !record.isTold;

/** Whether it has figures that may be used. */
export const hasPassed = ({ state }: Pick<FitRecord, 'state'>): boolean => state === 'fitted' || state === 'published';
