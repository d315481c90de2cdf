/** Seeded uniform numbers in [0, 1): mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The lines of a text in another order (Fisher and Yates), the first where it was; the same seed gives the same order. */
export function shuffledLines(text: string, seed: number): string {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const random = seededRandom(seed);
  for (let last = lines.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [lines[last], lines[other]] = [lines[other] as string, lines[last] as string];
  }
  return [header, ...lines, ''].join('\n');
}
