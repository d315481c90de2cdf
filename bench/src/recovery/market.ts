import {
  type DataColumns,
  dataColumnsOf,
  distributionOf,
  fillDefaults,
  type MmmSpec,
  type Panel,
  quantile,
  readSpec,
} from '@stellwerk/mmm';
import { RandomStream } from '@stellwerk/statistics';
import type { Flighting, Preset, SimulatedChannel } from './presets.js';

const WEEKS = 104;
const LAGS = 9;
/** A Monday. */
const FIRST_DAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
const LEVEL = 1_000_000;
/** Priors of the specification, from which the truth is drawn: intervals of 90 % should then cover 90 %. */
const PRIORS = {
  roi: 'LogNormal(0.2, 0.9)',
  contribution: 'Beta(2, 28)',
  alpha: 'Beta(1, 3)',
  lam: 'Gamma(3, 1)',
  halfSaturation: '0.1 + LogNormal(0.7, 0.4)',
  slope: 'LogNormal(0.7, 0.4)',
  elasticity: 'Normal(-1, 0.5)',
  promotion: 'Normal(0.2, 0.1)',
} as const;

/** A simulated market with what each channel truly added. */
export interface Market {
  readonly panel: Panel;
  readonly spec: MmmSpec;
  readonly columns: DataColumns;
  /** Money added over all weeks, by channel. */
  readonly truth: ReadonlyMap<string, number>;
}

/**
 * Simulates two years of weekly sales. Carry-over, saturation and contributions are computed here and not by the model, so that a
 * mistake there would show.
 */
export function simulateMarket(preset: Preset, seed: number): Market {
  const random = new RandomStream(seed);
  const draw = (prior: string) => quantile(distributionOf(prior), random.uniform());
  const season = seasonOf(random, preset.season);
  const rest = season.map((value, t) => LEVEL * (1 + value + (0.1 * t) / WEEKS));
  const total = sum(rest);
  const columns = new Map<string, Float64Array>();
  const promotion = preset.hasPrice ? promotions(random) : null;
  const common = steady(random);
  const truth = new Map<string, number>();
  const outcome = Float64Array.from(rest);
  for (const channel of preset.channels) {
    const { name, kind, flighting, spendShare } = channel;
    const flight = flightOf(flighting, random, season, common, promotion);
    const scaled = scale(flight, (spendShare > 0 ? spendShare : 0.01) * total);
    const shape = shapeOf(channel, scaled, random, draw, columns);
    const spend = kind === 'organic' ? null : scaled;
    if (spend) columns.set(`${name} spend`, spend);
    const share = kind === 'organic' ? draw(PRIORS.contribution) : 0;
    const added = spend ? draw(PRIORS.roi) * sum(spend) : (share / (1 - share)) * total;
    truth.set(name, added);
    const unit = added / sum(shape);
    for (const [t, value] of shape.entries()) outcome[t] = outcome[t]! + unit * value;
  }
  if (promotion) addPrices(outcome, promotion, random, draw, columns);
  for (let t = 0; t < WEEKS; t++) outcome[t] = outcome[t]! + preset.noise * LEVEL * random.normal();
  const panel: Panel = {
    grain: 'week',
    dates: Array.from({ length: WEEKS }, (_, t) => new Date(FIRST_DAY + 7 * t * DAY_MS).toISOString().slice(0, 10)),
    geos: ['national'],
    population: null,
    outcome,
    valuePerUnit: null,
    columns,
    currency: 'EUR',
    dataHash: `simulated-${seed}`,
  };
  const input = readSpec(specOf(preset));
  return { panel, spec: fillDefaults(input, panel), columns: dataColumnsOf(input), truth };
}

function specOf({ channels, hasPrice }: Preset): object {
  const carry = { kind: 'geometric', maxLag: LAGS - 1, priors: { alpha: PRIORS.alpha } };
  const saturation = { kind: 'logistic', priors: { lam: PRIORS.lam } };
  const named = (kind: SimulatedChannel['kind']) => channels.filter((channel) => channel.kind === kind);
  const roi = { on: 'roi', prior: PRIORS.roi };
  return {
    name: 'recovery',
    data: { date: 'week', currency: 'EUR' },
    outcome: { column: 'sales', unit: 'money' },
    paid: named('paid').map(({ name }) => ({ name, spend: `${name} spend`, adstock: carry, saturation, effect: roi })),
    reachFrequency: named('reach-frequency').map(({ name }) => ({
      ...{ name, spend: `${name} spend`, reach: `${name} reach`, frequency: `${name} frequency` },
      adstock: carry,
      saturation: { kind: 'hill', priors: { halfSaturation: PRIORS.halfSaturation, slope: PRIORS.slope } },
      effect: roi,
    })),
    organic: named('organic').map(({ name }) => ({
      ...{ name, exposure: `${name} contacts`, adstock: carry, saturation },
      effect: { on: 'contribution', prior: PRIORS.contribution },
    })),
    ...(hasPrice && {
      price: [{ column: 'price', elasticity: PRIORS.elasticity }],
      promotion: [{ column: 'promotion', elasticity: PRIORS.promotion }],
    }),
    seasonality: [{ order: 2 }],
    baseline: { trend: true },
    holdout: { periods: 0 },
  };
}

/** Two yearly waves with random phases; its largest distance from 0 is about the size. */
function seasonOf(random: RandomStream, size: number): Float64Array {
  const [first, second] = [2 * Math.PI * random.uniform(), 2 * Math.PI * random.uniform()];
  return Float64Array.from({ length: WEEKS }, (_, t) => {
    const year = (2 * Math.PI * (FIRST_DAY / DAY_MS + 7 * t)) / 365.25;
    return size * (0.75 * Math.cos(year - first) + 0.25 * Math.cos(2 * year - second));
  });
}

/** Logarithms that keep 0.7 of their distance from week to week. */
function steady(random: RandomStream): Float64Array {
  let state = random.normal();
  return Float64Array.from({ length: WEEKS }, () => {
    state = 0.7 * state + Math.sqrt(1 - 0.7 ** 2) * random.normal();
    return state;
  });
}

function flightOf(
  flighting: Flighting,
  random: RandomStream,
  season: Float64Array,
  common: Float64Array,
  promotion: Float64Array | null,
): Float64Array {
  const own = steady(random);
  const largest = Math.max(...season.map(Math.abs));
  let left = 0;
  let isOn = random.uniform() < 0.5;
  return Float64Array.from(own, (value, t) => {
    // Media run with promotions, so that one may be taken for the other.
    const push = promotion ? 0.8 * promotion[t]! : 0;
    if (flighting === 'steady') return Math.exp(0.5 * value + push);
    if (flighting === 'seasonal') return Math.exp((1.2 * season[t]!) / largest + 0.25 * value);
    if (flighting === 'together') return Math.exp(0.5 * common[t]! + 0.15 * value);
    if (left === 0) {
      isOn = !isOn;
      left = 2 + Math.floor(6 * random.uniform());
    }
    left -= 1;
    return isOn ? Math.exp(0.3 * value + push) : 0;
  });
}

/** Weeks with reduced prices, about one in five. */
function promotions(random: RandomStream): Float64Array {
  let left = 0;
  return Float64Array.from({ length: WEEKS }, () => {
    if (left === 0 && random.uniform() < 0.12) left = 1 + Math.floor(3 * random.uniform());
    left = Math.max(0, left - 1);
    return left > 0 ? 1 : 0;
  });
}

/** Carried over and saturated media of a channel; writes its columns. */
function shapeOf(
  { name, kind }: SimulatedChannel,
  spend: Float64Array,
  random: RandomStream,
  draw: (prior: string) => number,
  columns: Map<string, Float64Array>,
): Float64Array {
  const alpha = draw(PRIORS.alpha);
  if (kind === 'reach-frequency') {
    const wobble = steady(random);
    const frequency = wobble.map((value, t) => (spend[t]! > 0 ? 1 + 2 * Math.exp(0.4 * value) : 0));
    const reach = spend.map((value, t) => (value > 0 ? value / frequency[t]! : 0));
    columns.set(`${name} reach`, reach);
    columns.set(`${name} frequency`, frequency);
    const [half, slope] = [draw(PRIORS.halfSaturation), draw(PRIORS.slope)];
    const contacts = reach.map((value, t) => {
      const times = frequency[t]!;
      return times > 0 ? value / (1 + (half / times) ** slope) : 0;
    });
    return carry(contacts, alpha);
  }
  const largest = Math.max(...spend);
  if (kind === 'organic') columns.set(`${name} contacts`, spend);
  const lam = draw(PRIORS.lam);
  return carry(
    spend.map((value) => value / largest),
    alpha,
  ).map((value) => Math.tanh((lam * value) / 2));
}

/** Geometric carry-over with weights that sum to 1. */
function carry(media: Float64Array, alpha: number): Float64Array {
  const weights = Array.from({ length: LAGS }, (_, lag) => alpha ** lag);
  const all = weights.reduce((total, weight) => total + weight, 0);
  return media.map((_, t) => weights.reduce((value, weight, lag) => value + (weight / all) * (media[t - lag] ?? 0), 0));
}

/** A price that moves slowly, and promotions; both act on the mean outcome. */
function addPrices(
  outcome: Float64Array,
  promotion: Float64Array,
  random: RandomStream,
  draw: (prior: string) => number,
  columns: Map<string, Float64Array>,
): void {
  const price = steady(random).map((value) => 50 * Math.exp(0.06 * value));
  columns.set('price', price);
  columns.set('promotion', promotion);
  const usual = [...price].sort((a, b) => a - b);
  const median = (usual[WEEKS / 2 - 1]! + usual[WEEKS / 2]!) / 2;
  const [elasticity, push] = [draw(PRIORS.elasticity), draw(PRIORS.promotion)];
  const effect = price.map((value, t) => elasticity * Math.log(value / median) + push * promotion[t]!);
  // The mean outcome holds these effects itself.
  const mean = sum(outcome) / WEEKS / (1 - sum(effect) / WEEKS);
  for (const [t, value] of effect.entries()) outcome[t] = outcome[t]! + mean * value;
}

const scale = (values: Float64Array, total: number): Float64Array => {
  const factor = total / sum(values);
  return values.map((value) => value * factor);
};

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
