import { entityTypes, type Finding, provenances, redactionActions, type Verdict } from '@stellwerk/guard';
import { z } from 'zod';

const MAX_TEXT = 1_048_576;
const text = z.string().max(MAX_TEXT);
const id = z.union([z.string().max(256), z.number()]).describe('comes back with the answer');

/** A text to check, as the command line takes it too. */
export const checkLine = z.object({
  id: id.optional(),
  text,
  provenance: z.enum(provenances).default('user'),
  sources: z.array(text).max(50).optional().describe('texts that an answer must be covered by'),
});
export type CheckLine = z.infer<typeof checkLine>;

export interface CheckAnswer {
  readonly id?: string | number;
  readonly verdict: Verdict;
  readonly tier: string;
  readonly policy: string;
  readonly findings: readonly Finding[];
  /** The text to use; absent where it is the one that was given. */
  readonly text?: string;
}

const action = z.enum(redactionActions);

/** A text to redact. */
export const redactLine = z.object({
  id: id.optional(),
  text,
  action: action.default('mask').describe('what becomes of personal data'),
  actions: z.partialRecord(z.enum(entityTypes), action).optional().describe('another action for a type'),
  case: z
    .string()
    .min(1)
    .max(256)
    .optional()
    .describe('what pseudonyms are consistent within; the tenant where absent'),
});
export type RedactLine = z.infer<typeof redactLine>;

export interface RedactAnswer {
  readonly id?: string | number;
  readonly text: string;
  readonly entities: readonly {
    readonly type: string;
    readonly start: number;
    readonly end: number;
    readonly score: number;
    readonly action: string;
  }[];
}
