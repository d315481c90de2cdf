import type { AttributionAnswer } from '../commands/attribution.js';
import { compare, renderComparison } from './comparison.js';

const answer = (conversions: Readonly<Record<string, number>>): AttributionAnswer => {
  const channels = Object.entries(conversions).map(([channel, count]) => ({ channel, conversions: count, value: 0 }));
  const sum = channels.reduce((total, channel) => total + channel.conversions, 0);
  return {
    model: 'last',
    nulls: true,
    transform: [],
    by: 'channel',
    seed: 0,
    dataHash: '0',
    channels,
    totals: { journeys: 10, conversions: sum, value: 0, nulls: 0, censored: 0 },
    warnings: [],
  };
};
const truth = [
  { channel: 'Email', orders: 27, revenue: '1.00' },
  { channel: 'Paid Social', orders: 44, revenue: '1.00' },
];
const answers = [answer({ Email: 8, Direct: 2.5 }), answer({ Email: 7, Direct: 3.5 })];

describe('attribution beside the truth', () => {
  it('holds every channel that got credit or caused something', () => {
    expect(compare(truth, answers)).toEqual([
      { channel: 'Direct', credits: { 'last touch': 2.5, linear: 3.5 }, incremental: null },
      { channel: 'Email', credits: { 'last touch': 8, linear: 7 }, incremental: 27 },
      { channel: 'Paid Social', credits: { 'last touch': 0, linear: 0 }, incremental: 44 },
    ]);
  });

  it('is printed with its sums, and says that it is no causal claim', () => {
    const lines = renderComparison(truth, answers);
    expect(lines[0]).toMatch(/^channel +last touch +linear +Markov 1 +Shapley +incremental \(simulated\)$/);
    expect(lines).toContainEqual(expect.stringMatching(/^sum +10\.5 +10\.5 .* 71$/));
    expect(lines.join(' ')).toContain('does not say what caused them');
  });
});
