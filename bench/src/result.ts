import { z } from 'zod';

/** What a figure should reach. */
export const aimSchema = z.object({ op: z.enum(['>=', '<=', '=']), value: z.number() });
export type Aim = z.infer<typeof aimSchema>;

export const figureSchema = z.object({
  name: z.string().min(1),
  value: z.number(),
  unit: z.string().min(1),
  aim: aimSchema.nullable(),
  met: z.boolean().nullable().describe('null where no aim is stated'),
  n: z.number().int().min(1).describe('measurements behind the value'),
  low: z.number().optional(),
  high: z.number().optional(),
  peer: z
    .object({ name: z.string().min(1), value: z.number() })
    .optional()
    .describe('the same figure of something comparable'),
});
export type Figure = z.infer<typeof figureSchema>;

/** `bench/results/<name>.json`. */
export const resultSchema = z
  .object({
    name: z.string().regex(/^[a-z]+\.[a-z-]+$/),
    command: z.string().min(1).describe('repeats the measurement'),
    commit: z.string().min(1).describe('git commit; "+" at the end = with changes that were not committed'),
    at: z.iso.datetime(),
    seconds: z.number().min(0),
    full: z.boolean().describe('false = the notes say what was cut'),
    machine: z.string().min(1),
    load: z.object({ generator: z.string().min(1), cores: z.number().int().min(0) }),
    seed: z.number().int().nullable(),
    data: z.array(z.object({ file: z.string().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
    figures: z.array(figureSchema).min(1),
    notes: z.array(z.string().min(1)),
  })
  .refine((result) => result.full || result.notes.length > 0, {
    path: ['notes'],
    message: 'a shortened run must say what was cut',
  });
export type Result = z.infer<typeof resultSchema>;

/** Whether a value reaches its aim; null without one. */
export function isMet(value: number, aim: Aim | null): boolean | null {
  if (!aim) return null;
  if (aim.op === '>=') return value >= aim.value;
  return aim.op === '<=' ? value <= aim.value : value === aim.value;
}
