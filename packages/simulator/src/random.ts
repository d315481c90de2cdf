/**
 * What a random number is drawn for. Every decision has its own stream, so that taking one decision away — a channel, a
 * session — leaves all others as they are (common random numbers). Numbers are stable: changing one changes every shop.
 */
export const purposes = {
  geo: 1,
  customer: 2,
  account: 3,
  devices: 4,
  deviceModel: 5,
  analyticsConsent: 6,
  marketingConsent: 7,
  shopping: 8,
  responsiveness: 9,
  episode: 10,
  episodeDays: 11,
  contact: 12,
  click: 13,
  impressions: 14,
  persuasion: 15,
  startTime: 16,
  wayBack: 17,
  device: 18,
  login: 19,
  views: 20,
  product: 21,
  quantity: 22,
  basketSize: 23,
  addToCart: 24,
  pause: 25,
  demand: 26,
  flight: 27,
  geoFlight: 28,
  darkBlock: 29,
  pastContacts: 30,
  pastClicks: 31,
  pastImpressions: 32,
  pastOrders: 33,
} as const;
export type Purpose = (typeof purposes)[keyof typeof purposes];

/** A uniform number in [0, 1) that depends on nothing but the seed, the purpose and the coordinates. */
export type Draw = (purpose: Purpose, a: number, b?: number, c?: number) => number;

const { imul } = Math;

/** Counter-based generator: a hash of (seed, purpose, a, b, c), so there is no state and no order of calls. */
export function createDraw(seed: number): Draw {
  const start = mix(seed ^ 0x9e3779b9);
  return (purpose, a, b = 0, c = 0) => {
    let hash = mix(start ^ imul(purpose, 0x85ebca6b));
    hash = mix(hash ^ imul(a, 0xc2b2ae35));
    hash = mix(hash ^ imul(b, 0x27d4eb2f));
    hash = mix(hash ^ imul(c, 0x165667b1));
    return (hash >>> 0) / 4_294_967_296;
  };
}

/** 32-bit finaliser with low bias (C. Wellons, "Prospecting for hash functions", constants 7feb352d/846ca68b). */
function mix(value: number): number {
  let hash = value | 0;
  hash = imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = imul(hash ^ (hash >>> 15), 0x846ca68b);
  return hash ^ (hash >>> 16);
}

/** Above this mean a Poisson number is taken from its normal approximation. */
const LARGE_MEAN = 50;

/**
 * Poisson number of the given mean from two uniform numbers: by inversion of the distribution function (the second number is
 * not used), for large means by the normal approximation (Box and Muller 1958).
 */
export function poisson(mean: number, first: number, second: number): number {
  if (mean > LARGE_MEAN) {
    const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal));
  }
  let count = 0;
  let probability = Math.exp(-mean);
  let cumulated = probability;
  while (first >= cumulated && probability > 0) {
    count += 1;
    probability *= mean / count;
    cumulated += probability;
  }
  return count;
}

/** Index of the weight that a uniform number falls on; weights need not sum to 1. */
export function pick(weights: readonly number[], uniform: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = uniform * total;
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return weights.length - 1;
}
