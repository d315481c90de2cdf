/** nDCG with binary relevance and logarithmic discount to base 2; a key counts once, at its first place. */
export function ndcgAt(ranked: readonly string[], relevant: ReadonlySet<string>, depth: number): number {
  const discount = (place: number) => 1 / Math.log2(place + 2);
  const places = [...new Set(ranked)].slice(0, depth).map((key, place) => (relevant.has(key) ? discount(place) : 0));
  let ideal = 0;
  for (let place = 0; place < Math.min(relevant.size, depth); place++) ideal += discount(place);
  return ideal === 0 ? 0 : places.reduce((sum, gain) => sum + gain, 0) / ideal;
}
