import { mixExamples, mixPanel, plain } from '../../examples/mixes.js';
import { fitModel } from '../model/fit-model.js';
import type { FittedMix } from '../model/fitted-mix.js';
import { responseCurves } from '../model/media-curves.js';
import { fillDefaults } from '../spec/fill-defaults.js';
import { readSpec } from '../spec/parse-spec.js';
import { flight } from './flighting.js';
import { MixSpread } from './mix-spread.js';
import { sum } from './testing.js';

const few = { chains: 1, warmup: 30, draws: 10, maxTreeDepth: 4 };
const window = { from: 12, to: 25, periodsPerWeek: 1 };
const draws = [0, 2, 4, 6, 8];

async function fitted(title: string, geos = 2): Promise<FittedMix> {
  const panel = mixPanel(geos);
  const spec = fillDefaults(readSpec({ ...(mixExamples[title] ?? plain), sampling: few }), panel);
  return (await fitModel(spec, panel, {})).fitted;
}

describe('money of a fitted channel, week by week', () => {
  it.each<[title: string, channel: string]>([
    ['plain', 'TV'],
    ['saturation first', 'TV'],
    ['everything', 'video'],
    ['delayed and Robyn', 'TV'],
    ['time-varying', 'TV'],
  ])('%s: is worth what the response curve of %s says where all weeks move together', async (title, channel) => {
    const mix = await fitted(title);
    const curves = responseCurves(mix, { from: window.from, to: window.to, draws: 5, channels: [channel] });
    const spread = new MixSpread(mix, channel, window, draws);
    const [value, slope] = [new Float64Array(5), new Float64Array(5)];
    const nothing = spread.byDraw(new Float64Array(spread.weeks));
    for (const factor of [0.4, 1, 1.7]) {
      curves.evaluate(0, factor * sum([...spread.usual]), value, slope);
      const found = spread.byDraw(spread.usual.map((money) => factor * money));
      for (const [draw, expected] of value.entries())
        expect((found[draw] ?? 0) - (nothing[draw] ?? 0)).toBeCloseTo(expected, 6);
    }
    expect(spread.isConcave).toBe(curves.concave[0]);
  });

  it.each(['plain', 'saturation first', 'delayed and Robyn'])('%s: has the gradient of differences', async (title) => {
    const spread = new MixSpread(await fitted(title), 'TV', window, draws);
    const weekly = spread.usual.map((money, week) => money * (0.5 + ((week * 7) % 5) / 4));
    const gradient = new Float64Array(spread.weeks);
    const value = spread.evaluate(weekly, gradient);
    expect(spread.evaluate(weekly, null)).toBe(value);
    for (const [week, slope] of gradient.entries()) {
      const step = 1e-4 * sum([...weekly]);
      const moved = (by: number) =>
        spread.evaluate(
          weekly.map((money, at) => (at === week ? money + by : money)),
          null,
        );
      expect(Math.abs(slope / ((moved(step) - moved(-step)) / (2 * step)) - 1)).toBeLessThan(1e-4);
    }
  });

  it('is spread better than by any exchange between two weeks, and never worse than today', async () => {
    const spread = new MixSpread(await fitted('plain'), 'TV', window, draws);
    const budget = sum([...spread.usual]);
    const found = flight(spread, budget, {}, spread.usual);
    expect(found.value).toBeGreaterThanOrEqual(found.valueToday ?? Number.NaN);
    expect(found.kind).toBe('gap');
    expect((found.upperBound ?? 0) / found.value - 1).toBeLessThan(1e-5);
    const moved = (give: number, take: number) =>
      Float64Array.from(found.weekly, (money, week) =>
        week === give ? money - 0.01 * money : week === take ? money + 0.01 * (found.weekly[give] ?? 0) : money,
      );
    for (let give = 0; give < spread.weeks; give++)
      for (let take = 0; take < spread.weeks; take++)
        if (give !== take) expect(spread.evaluate(moved(give, take), null)).toBeLessThanOrEqual(found.upperBound ?? 0);
  });

  it('takes days of a week together, and buys at the usual cost in a week that had no money', async () => {
    const mix = await fitted('plain', 1);
    const tv = mix.panel.columns.get('tv') ?? new Float64Array();
    const resting = tv.map((money, at) => (at >= 14 && at < 21 ? 0 : money));
    const over = mix.over({ ...mix.panel, columns: new Map([...mix.panel.columns, ['tv', resting]]) });
    const spread = new MixSpread(over, 'TV', { from: 7, to: 28, periodsPerWeek: 7 }, draws);
    expect([...spread.usual]).toEqual([7, 14, 21].map((at) => sum([...resting.slice(at, at + 7)])));
    const gradient = new Float64Array(3);
    spread.evaluate(spread.usual, gradient);
    expect(gradient[1]).toBeGreaterThan(0);
  });
});
