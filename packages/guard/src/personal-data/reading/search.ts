/**
 * Index of the first place whose `by` is at or beyond an offset (above it where `strict`), by halving; `places` stand in order and apart.
 */
export function firstFrom<By extends 'start' | 'end' = 'start'>(
  places: readonly { readonly [Key in By]: number }[],
  offset: number,
  by: By = 'start' as By,
  strict = false,
): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = places[middle]?.[by] ?? offset;
    if (strict ? value <= offset : value < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
