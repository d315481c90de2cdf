import { columns, observe, TODAY, table } from '../../testing/table.js';
import { readSpec } from '../spec/parse-spec.js';
import { buildPanel } from './build-panel.js';
import { dataColumnsOf } from './spec-columns.js';

const spec = {
  data: { date: 'date', geo: 'geo', population: 'population', currency: 'EUR' },
  outcome: { column: 'orders', unit: 'orders', value: { column: 'value' } },
  paid: [
    { name: 'TV', spend: 'tv_spend', exposure: 'tv_contacts' },
    { name: 'Search', spend: 'search_spend' },
  ],
  organic: [{ exposure: 'mails' }],
  price: [{ column: 'price' }],
  controls: [{ column: 'rain' }],
  seasonality: [{ order: 2 }],
};

describe('the columns of a specification', () => {
  it('say all that the data must hold', () => {
    expect(dataColumnsOf(readSpec(spec))).toEqual({
      date: 'date',
      geo: 'geo',
      byGeo: true,
      population: 'population',
      outcome: 'orders',
      valuePerUnit: 'value',
      currency: 'EUR',
      channels: [
        { channel: 'TV', kind: 'paid', media: 'tv_contacts', spend: 'tv_spend' },
        { channel: 'Search', kind: 'paid', media: 'search_spend', spend: 'search_spend' },
        { channel: 'mails', kind: 'organic', media: 'mails' },
      ],
      sums: [],
      means: ['rain', 'price'],
      positive: ['price'],
      grain: 'auto',
      counts: false,
      // Level and noise, three channels of three, a price, a control, two pairs of season.
      parameters: 17,
    });
  });

  it.each([
    ['poisson', true],
    [{ kind: 'negative-binomial' }, true],
    ['student-t', false],
  ])('know that %p counts: %p', (likelihood, counts) => {
    expect(dataColumnsOf(readSpec({ ...spec, outcome: { ...spec.outcome, likelihood } })).counts).toBe(counts);
  });

  it('give a constant value to every cell', () => {
    const given = dataColumnsOf(readSpec({ ...spec, outcome: { ...spec.outcome, value: { perUnit: 12 } } }));
    const { panel } = buildPanel(observe(table(), { ...columns, ...given }), given, TODAY);
    expect(new Set(panel.valuePerUnit)).toEqual(new Set([12]));
  });
});
