import {
  entityTypes,
  type Finding,
  provenances,
  redactionActions,
  type SentenceVerdict,
  type Verdict,
} from '@stellwerk/guard';
import { z } from 'zod';

const MAX_TEXT = 1_048_576;
/** A line of a stream holds one text of a mebibyte, and its sources. */
export const MAX_LINE_BYTES = 4 * MAX_TEXT;
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
  /** Sentences that do not pass, each with its verdict, rules and the text to use; absent where there is none. */
  readonly sentences?: readonly SentenceVerdict[];
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
