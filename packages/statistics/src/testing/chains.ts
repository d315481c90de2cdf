import { RandomStream } from '../random/random-stream.js';

/** Four autoregressive chains, the last one moved and stretched. */
export function chainsOf(rho: number, shift: number, stretch: number, draws: number): Float64Array[] {
  const random = new RandomStream(42);
  return Array.from({ length: 4 }, (_, chain) => {
    let x = 0;
    return Float64Array.from({ length: draws }, () => {
      x = rho * x + random.normal();
      return chain === 3 ? shift + stretch * x : x;
    });
  });
}
