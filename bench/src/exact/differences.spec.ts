import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { analyse, parseSpec, readPathsCsv } from '@stellwerk/attribution';
import { dataFolder } from '../config.js';
import { type Answer, Differences } from './differences.js';
import { publishedRuns } from './published-runs.js';

const known = { options: ['--model', 'last'], channels: { Email: { conversions: 2, value: 4 }, Direct: { value: 0 } } };
const answer = (email: object, more: object = {}): Answer => ({
  channels: [
    { channel: 'Direct', conversions: 1, value: 0 },
    { channel: 'Email', conversions: 2, value: 4, ...email },
    ...Object.entries(more).map(([channel, figures]) => ({ channel, ...figures })),
  ],
});
const differencesOf = (found: Answer) => {
  const differences = new Differences();
  differences.add(known, found);
  return differences;
};

describe('differences to known figures', () => {
  it.each<[title: string, email: object, expected: object]>([
    ['none', {}, { conversions: 0, value: 0, compared: 3 }],
    ['conversions, absolute', { conversions: 2.5 }, { conversions: 0.5, value: 0 }],
    ['value, relative', { value: 5 }, { conversions: 0, value: 0.25 }],
  ])('are %s', (_title, email, expected) => {
    expect(differencesOf(answer(email))).toMatchObject(expected);
  });

  it('keep the largest of many', () => {
    const differences = new Differences();
    for (const conversions of [2.1, 1.5, 2]) differences.add(known, answer({ conversions }));
    expect(differences).toMatchObject({ conversions: 0.5, compared: 9 });
  });

  it.each([
    ['a channel that is missing', { channels: [{ channel: 'Email', conversions: 2, value: 4 }] }],
    ['a channel too many', answer({}, { Video: { conversions: 0, value: 0 } })],
    ['a figure that is missing', answer({ value: undefined })],
  ])('are no number for %s', (_title, found) => {
    expect(() => differencesOf(found)).toThrow();
  });
});

const file = join(dataFolder, 'attribution/path_data.csv');
const isThere = existsSync(file);
if (!isThere) console.warn(`skipped: ${file} is not there; set STELLWERK_DATA_DIR`);

(isThere ? it : it.skip)('the published runs are those of path_data.csv', async () => {
  const journeys = await readPathsCsv(file);
  const differences = new Differences();
  for (const run of publishedRuns) {
    const [, model = '', , order] = run.options;
    const nulls = !run.options.includes('--no-nulls');
    differences.add(run, analyse(journeys, parseSpec({ model, nulls, ...(order && { order: Number(order) }) })));
  }
  expect(differences.conversions).toBeLessThan(1e-9);
  expect(differences.value).toBeLessThan(1e-6);
  expect(differences.removalEffects).toBeLessThan(1e-9);
  expect(differences.compared).toBe(8 * 12 * 3 + 12 + 4 * 12 * 2 + 12);
});
