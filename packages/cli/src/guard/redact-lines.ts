import { createPseudonymiser, type Pseudonymiser, provenances, type RedactionPolicy, redact } from '@stellwerk/guard';
import { z } from 'zod';

/** A text to redact, as it stands on a line. */
export const redactLine = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  provenance: z.enum(provenances).optional(),
  case: z.string().optional(),
});
export type RedactLine = z.infer<typeof redactLine>;

/** A text with pseudonyms, as it stands on a line. */
export const revealLine = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  case: z.string().optional(),
});
export type RevealLine = z.infer<typeof revealLine>;

/** Cases whose keys are held at a time. */
const MAX_CASES = 1_000;

/** Pseudonymisers by case. */
export function pseudonymisers(key: Uint8Array): (caseId: string) => Pseudonymiser {
  const known = new Map<string, Pseudonymiser>();
  return (caseId) => {
    const found = known.get(caseId) ?? createPseudonymiser({ key, caseId });
    if (known.size >= MAX_CASES) known.clear();
    known.set(caseId, found);
    return found;
  };
}

/** What `guard redact` answers to one line; offsets are those of the text as it was given. */
export function redactOne(
  line: RedactLine,
  policy: RedactionPolicy,
  forCase: ((caseId: string) => Pseudonymiser) | undefined,
  caseId: string | undefined,
) {
  const pseudonymiser = forCase?.(line.case ?? caseId ?? String(line.id));
  const { text, entities } = redact(line.text, { ...policy, ...(pseudonymiser && { pseudonymiser }) });
  return { id: line.id, text, entities: entities.map(({ type, start, end, score }) => ({ type, start, end, score })) };
}
