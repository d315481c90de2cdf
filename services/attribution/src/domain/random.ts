/** Uniform numbers in [0, 1). */
export type Random = () => number;

/** Seeded generator: splitmix32, 32 bits of state. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    mixed ^= mixed >>> 15;
    return (mixed >>> 0) / 4_294_967_296;
  };
}

/** Above this mean, draws are added up from parts, so that `exp(−mean)` does not vanish. */
const LARGEST_MEAN = 500;

/** Poisson variate by multiplication of uniforms (Knuth, volume 2, 3.4.1). */
export function poisson(random: Random, mean: number): number {
  let drawn = 0;
  for (let rest = mean; rest > 0; rest -= LARGEST_MEAN) drawn += poissonSmall(random, Math.min(rest, LARGEST_MEAN));
  return drawn;
}

function poissonSmall(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let product = random();
  let count = 0;
  while (product > limit) {
    product *= random();
    count += 1;
  }
  return count;
}
