import type { Trust } from '@stellwerk/guard';

/** How much age and trust count. What is absent does not. */
export interface Boosts {
  /** Age at which a text counts half; 730.5 days give Onyx's `1 / (1 + 0.5 · years)`. */
  readonly recencyHalfLifeDays?: number;
  /** Factor of each level of trust, above 0. */
  readonly trust?: Readonly<Record<Trust, number>>;
}

const MS_PER_DAY = 86_400_000;
/** Age never counts for more than this, as in Onyx: an old text that answers stays before a new one that does not. */
export const LOWEST_RECENCY = 0.5;

/** `1 / (1 + age / half-life)`, at least {@link LOWEST_RECENCY}; 1 for a text without a date or from the future. */
export function recencyFactor(publishedAt: string | undefined, halfLifeDays: number, nowMs: number): number {
  const published = publishedAt === undefined ? Number.NaN : Date.parse(publishedAt);
  if (Number.isNaN(published)) return 1;
  const ageDays = Math.max(0, nowMs - published) / MS_PER_DAY;
  return Math.max(LOWEST_RECENCY, 1 / (1 + ageDays / halfLifeDays));
}

/**
 * What to add to a fused score: the logarithm of the product of the factors. Fused scores have no zero, so a factor
 * multiplies their exponential; ratios between hits are then independent of where the scores lie.
 */
export function boostOf(
  { publishedAt, trust }: { readonly publishedAt?: string; readonly trust: Trust },
  boosts: Boosts,
  nowMs: number,
): number {
  const recency =
    boosts.recencyHalfLifeDays === undefined ? 1 : recencyFactor(publishedAt, boosts.recencyHalfLifeDays, nowMs);
  return Math.log(recency * (boosts.trust?.[trust] ?? 1));
}
