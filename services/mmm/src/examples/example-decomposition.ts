import type { Interval, IntervalSeries, RunSummary } from '../domain/run-summary.js';
import { type ChannelPlan, contributionOf } from './example-channels.js';

type Decomposition = RunSummary['decomposition'];
type Component = Decomposition['components'][number];

const dayMs = 86_400_000;

/** Mondays from 2023-10-02 on. */
const weeks = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => new Date(Date.UTC(2023, 9, 2) + 7 * i * dayMs).toISOString().slice(0, 10));

const around = (mean: readonly number[], relative: number, least = 0): IntervalSeries => {
  const width = (value: number): number => Math.max(Math.abs(value) * relative, least);
  return { mean, low: mean.map((value) => value - width(value)), high: mean.map((value) => value + width(value)) };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Media of a channel by week, adding up to 1: bursts where it is not always on, with what is carried over. */
const flight = ({ active, retention }: ChannelPlan, count: number, uniform: () => number): readonly number[] => {
  let on = uniform() < active;
  let effect = 0;
  const raw = Array.from({ length: count }, () => {
    if (active < 1 && uniform() < 0.22) on = uniform() < active;
    effect = effect * retention + (on ? 0.6 + 0.8 * uniform() : 0);
    return effect;
  });
  const all = sum(raw);
  return raw.map((value) => value / all);
};

const component = (name: string, kind: string, series: IntervalSeries, total: Interval): Component => ({
  name,
  kind,
  ...series,
  total,
});

const plain = (name: string, kind: string, mean: readonly number[], relative: number): Component => {
  const all = sum(mean);
  const width = Math.max(Math.abs(all), sum(mean.map(Math.abs)) * 0.3) * relative;
  return component(name, kind, around(mean, relative * 2), { mean: all, low: all - width, high: all + width });
};

/** Weekly revenue of a shop with season, holidays, price cuts and media, and a measured series that scatters about it. */
export const exampleDecomposition = (
  plans: readonly ChannelPlan[],
  count: number,
  uniform: () => number,
): Decomposition => {
  const dates = weeks(count);
  const yearly = (i: number): number => (2 * Math.PI * i) / 52.18;
  const season = dates.map((_, i) => 190_000 * Math.cos(yearly(i - 9)) + 60_000 * Math.sin(2 * yearly(i)));
  const holidays = dates.map((date) =>
    ['11-2', '12-0', '12-1'].some((part) => date.slice(5).startsWith(part)) ? 280_000 : 0,
  );
  const price = dates.map((_, i) => (i % 26 > 20 ? 150_000 : -42_000));
  const base = dates.map((_, i) => 1_270_000 + 1_150 * i);
  const media = plans.map((plan) => {
    const total = contributionOf(plan);
    const mean = flight(plan, count, uniform).map((part) => part * total.mean);
    const scaled = (bound: number): readonly number[] => mean.map((value) => (value * bound) / total.mean);
    return component(plan.channel, plan.kind, { mean, low: scaled(total.low), high: scaled(total.high) }, total);
  });
  const components = [
    plain('Baseline', 'baseline', base, 0.05),
    ...media,
    plain('Holidays', 'holiday', holidays, 0.12),
    plain('Price', 'price', price, 0.2),
    plain('Season', 'seasonality', season, 0.15),
  ];
  const expected = dates.map((_, i) => sum(components.map(({ mean }) => mean[i] ?? 0)));
  const scatter = (): number => (uniform() + uniform() + uniform() - 1.5) * 2 * 62_000;
  return {
    dates,
    observed: expected.map((value) => Math.round(value + scatter())),
    expected: around(expected, 0.02, 24_000),
    components,
  };
};
