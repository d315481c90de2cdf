import { claimFindings } from '@stellwerk/claims';
import { createTextChecker, fastDetectors, provenances, type TextCheck } from '@stellwerk/guard';
import { z } from 'zod';

/** A text to check, as it stands on a line. */
export const checkLine = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  provenance: z.enum(provenances),
  sources: z.array(z.string()).max(1_000).optional(),
});
export type CheckLine = z.infer<typeof checkLine>;

/** What `guard check` answers to one line. */
export function lineChecker(now: () => number) {
  const check = createTextChecker({ detectors: fastDetectors({ claims: claimFindings }), now });
  return ({ id, text, provenance, sources }: CheckLine) => {
    const {
      verdict,
      tier,
      findings,
      sentences,
      text: repaired,
    } = check(text, { provenance, ...(sources && { sources }) });
    return {
      id,
      verdict,
      tier,
      findings: findings.map(shown),
      ...(sentences.length > 0 && { sentences }),
      ...(verdict === 'repair' && { text: repaired }),
    };
  };
}

const shown = ({ rule, category, start, end, score, layer, shadow, detail }: TextCheck['findings'][number]) => ({
  rule,
  category,
  start,
  end,
  score,
  layer,
  ...(shadow && { shadow }),
  ...(detail !== undefined && { detail }),
});
