import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readPathsCsv } from '../adapters/paths-csv.js';
import {
  markovConversions,
  markovRemovalEffects,
  markovSettings,
  markovStates,
  markovValues,
  ruleFigures,
  shapleyRates,
  valueRemovalEffects,
} from '../examples/published-figures.js';
import { analyse } from './analyse.js';
import { parseSpec } from './attribution-spec.js';
import type { Journeys } from './journeys.js';
import { journeyChain } from './markov.js';

const dataDir = process.env.STELLWERK_DATA_DIR ?? join(import.meta.dirname, '../../../../../shared/data');
const file = join(dataDir, 'attribution/path_data.csv');
const isThere = existsSync(file);
if (!isThere)
  console.warn(`skipped: ${file} is not there; set STELLWERK_DATA_DIR to the folder with the public data sets`);

(isThere ? describe : describe.skip)('figures of path_data.csv', () => {
  let journeys: Journeys;
  beforeAll(async () => {
    journeys = await readPathsCsv(file);
  });
  const run = (spec: object) => {
    const { channels } = analyse(journeys, parseSpec(spec));
    return new Map(channels.map((credit) => [credit.channel, credit]));
  };
  const relative = (value: number, published: number) => Math.abs(value - published) / Math.abs(published);

  it('has the published totals', () => {
    const totals = journeys.totals();
    expect(totals).toMatchObject({ journeys: 88_387, conversions: 19_785, nulls: 68_602 });
    expect(totals.value).toBeCloseTo(74_802.97158721, 8);
    expect(journeys.channels()).toHaveLength(12);
    expect(journeys.paths).toHaveLength(5_408);
  });

  describe.each(markovSettings.map((setting, column) => ({ ...setting, column })))(
    'Markov, order $order, nulls $nulls',
    ({ order, nulls, column }) => {
      it('has the published number of states', () => {
        expect(journeyChain(journeys, { order, nulls }).states).toBe(markovStates[column]);
      });

      it('has the published removal effects, conversions and values', () => {
        const found = run({ model: 'markov', order, nulls });
        for (const [channel, published] of Object.entries(markovRemovalEffects)) {
          const credit = found.get(channel);
          expect(Math.abs((credit?.removalEffect ?? 0) - (published[column] ?? 0))).toBeLessThan(1e-9);
          const conversions = markovConversions[channel]?.[column] ?? 0;
          expect(Math.abs((credit?.conversions ?? 0) - conversions)).toBeLessThan(1e-9);
          expect(relative(credit?.value ?? 0, markovValues[channel]?.[column] ?? 0)).toBeLessThan(1e-6);
        }
      });
    },
  );

  it('has the published removal effects on value', () => {
    const found = run({ model: 'markov' });
    for (const [channel, published] of Object.entries(valueRemovalEffects)) {
      expect(Math.abs((found.get(channel)?.removalEffectValue ?? 0) - published)).toBeLessThan(1e-9);
    }
  });

  it.each([
    ['first', 0],
    ['last', 2],
    ['linear', 4],
    ['shapley', 6],
  ])('%s has the published conversions and values', (model, column) => {
    const found = run({ model });
    for (const [channel, published] of Object.entries(ruleFigures)) {
      expect(Math.abs((found.get(channel)?.conversions ?? 0) - (published[column] ?? 0))).toBeLessThan(1e-9);
      expect(relative(found.get(channel)?.value ?? 0, published[column + 1] ?? 0)).toBeLessThan(1e-6);
    }
  });

  it('has the published figures of the rate game', () => {
    const found = run({ model: 'shapley-rate' });
    for (const [channel, published] of Object.entries(shapleyRates)) {
      expect(Math.abs((found.get(channel)?.conversions ?? 0) - published)).toBeLessThan(1e-9);
    }
  });
});
