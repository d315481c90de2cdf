import type { DrawGrid } from './draw-grid.js';
import type { OutcomeDraws } from './outcome-draws.js';

/** Standard errors between two points of the quadrature over results of a test, and beyond the least and greatest lift. */
const STEP = 0.5;
const BEYOND = 4;
/** Most points; a test that is more exact than this resolves is taken as exact to the distance of two points. */
const POINTS = 61;

/** A test that changes one channel's money in a part of the market for the length of the window. */
export interface TestDesign {
  /** Index of the channel. */
  readonly channel: number;
  /** Money in the tested part by money today: 0 = switched off, 1.5 = +50 %. */
  readonly factor: number;
  /** Share of the market that is tested, in (0, 1). */
  readonly share: number;
  /** Standard error of the measured lift, in the unit of the outcome. */
  readonly standardError: number;
}

/** What a test is worth before it is run. */
export interface TestValue extends TestDesign {
  /** Expected gain of the best plan after the test over the best plan now, per window. */
  readonly value: number;
  /** Outcome lost in the tested part less money saved there; negative where the test pays for itself; null without money. */
  readonly cost: number | null;
  /** `windows × value − cost`. */
  readonly net: number | null;
}

/** Expected gain of the best plan if the truth were known: no test can be worth more. */
export function valueOfPerfectInformation(grid: DrawGrid): number {
  let sum = 0;
  for (let draw = 0; draw < grid.draws; draw++) sum += grid.bestOfDraw(draw);
  return Math.max(0, sum / grid.draws - grid.bestOfMixture(evenly(grid.draws)));
}

/**
 * Expected value of sample information of a test whose result is its lift with a normal error:
 * `Σ_y max_b Σ_d p(y | d) f_d(b) / D − max_b Σ_d f_d(b) / D`, the sum a quadrature over results y. For each draw the probabilities
 * of the results add up to 1, so the value is never negative and never above that of perfect information.
 * @param today today's plan, which the tested part departs from
 */
export function valueOfTest(
  grid: DrawGrid,
  outcomes: OutcomeDraws,
  today: ArrayLike<number>,
  { channel, factor, share, standardError }: TestDesign,
): number {
  const spent = today[channel] ?? 0;
  const before = outcomes.channel(channel, spent).value;
  const after = outcomes.channel(channel, factor * spent).value;
  const lifts = before.map((value, draw) => share * ((after[draw] ?? 0) - value));
  const results = pointsOf(lifts, standardError);
  const width = Math.max(standardError, results.distance);
  const likelihoods = results.points.map((result) =>
    lifts.map((lift) => Math.exp(-(((result - lift) / width) ** 2) / 2)),
  );
  const sums = lifts.map((_lift, draw) => likelihoods.reduce((sum, one) => sum + (one[draw] ?? 0), 0));
  let informed = 0;
  for (const likelihood of likelihoods) {
    const weights = likelihood.map((one, draw) => one / (sums[draw] ?? 1) / grid.draws);
    informed += grid.bestOfMixture(weights);
  }
  return Math.max(0, informed - grid.bestOfMixture(evenly(grid.draws)));
}

function pointsOf(lifts: Float64Array, standardError: number): { points: number[]; distance: number } {
  const least = lifts.reduce((low, lift) => Math.min(low, lift), Number.POSITIVE_INFINITY) - BEYOND * standardError;
  const most = lifts.reduce((high, lift) => Math.max(high, lift), Number.NEGATIVE_INFINITY) + BEYOND * standardError;
  const count = Math.min(
    POINTS,
    Math.max(2, Math.ceil((most - least) / (STEP * standardError || Number.MIN_VALUE)) + 1),
  );
  const distance = (most - least) / (count - 1);
  // All draws agree on the lift: any one result says the same.
  if (!(distance > 0)) return { points: [least], distance: 1 };
  return { points: Array.from({ length: count }, (_, index) => least + index * distance), distance };
}

const evenly = (draws: number) => new Float64Array(draws).fill(1 / draws);

/** What is known about tests that could be run. */
export interface TestMarket {
  /** Standard deviation of the outcome of the whole market over the window, in the unit of the outcome, noise alone. */
  readonly noise: number;
  /** Windows for which what is learned is used. */
  readonly windows: number;
  /** Whether outcome and money have one unit, so that the cost of a test can be told. */
  readonly isMoney: boolean;
}

const FACTORS = [0, 0.5, 1.5];
const SHARES = [0.1, 0.25, 0.5];

/**
 * What tests of every channel, size and direction are worth, the best first. The lift of a share s is measured against the rest of
 * the market scaled up, so its standard error is `noise × sqrt(s / (1 − s))`.
 * @param channels indices of the channels that may be tested
 */
export function worthwhileTests(
  grid: DrawGrid,
  outcomes: OutcomeDraws,
  today: ArrayLike<number>,
  channels: readonly number[],
  { noise, windows, isMoney }: TestMarket,
): TestValue[] {
  const designs = channels.flatMap((channel) =>
    FACTORS.flatMap((factor) =>
      SHARES.map(
        (share): TestDesign => ({ channel, factor, share, standardError: noise * Math.sqrt(share / (1 - share)) }),
      ),
    ),
  );
  const tests = designs.map((design): TestValue => {
    const value = valueOfTest(grid, outcomes, today, design);
    const cost = isMoney ? costOf(outcomes, today, design) : null;
    return { ...design, value, cost, net: cost === null ? null : windows * value - cost };
  });
  return tests.sort((a, b) => (b.net ?? b.value) - (a.net ?? a.value));
}

function costOf(outcomes: OutcomeDraws, today: ArrayLike<number>, { channel, factor, share }: TestDesign): number {
  const spent = today[channel] ?? 0;
  const before = outcomes.channel(channel, spent).value;
  const after = outcomes.channel(channel, factor * spent).value;
  const lost = before.reduce((sum, value, draw) => sum + value - (after[draw] ?? 0), 0) / before.length;
  return share * (lost - (1 - factor) * spent);
}
