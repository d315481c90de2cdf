/** The two edges of one layer of a stack, per place. */
export interface Layer {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

export interface StackedSeries {
  /** Parts above zero, piled upwards from zero; null where the series never is. */
  readonly above: Layer | null;
  /** Parts below zero, piled downwards from zero; null where the series never is. */
  readonly below: Layer | null;
}

/**
 * Piles series on one another. What takes away is piled below zero, so that the height above zero less the depth below is the sum, and
 * no part hides another. Values that are not finite count as 0.
 */
export const stack = (series: readonly (readonly number[])[]): readonly StackedSeries[] => {
  const length = Math.max(0, ...series.map((values) => values.length));
  const peaks = new Array<number>(length).fill(0);
  const depths = new Array<number>(length).fill(0);
  return series.map((values) => {
    const parts = Array.from({ length }, (_, i) => {
      const value = values[i] ?? 0;
      return Number.isFinite(value) ? value : 0;
    });
    return {
      above: parts.some((part) => part > 0)
        ? pile(
            peaks,
            parts.map((part) => Math.max(0, part)),
          )
        : null,
      below: parts.some((part) => part < 0)
        ? pile(
            depths,
            parts.map((part) => Math.min(0, part)),
          )
        : null,
    };
  });
};

const pile = (edge: number[], parts: readonly number[]): Layer => {
  const from = [...edge];
  for (const [i, part] of parts.entries()) edge[i] = (edge[i] ?? 0) + part;
  return { from, to: [...edge] };
};
