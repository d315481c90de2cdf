import { RandomStream } from '@stellwerk/statistics';
import { mixExamples, mixPanel, plain } from '../../examples/mixes.js';
import { fillDefaults } from '../spec/fill-defaults.js';
import { readSpec } from '../spec/parse-spec.js';
import { compileMix } from './compile.js';
import { FittedMix } from './fitted-mix.js';
import { priorDraw, priorDraws } from './prior-draws.js';

const compile = (title: string) => {
  const panel = mixPanel(3);
  return compileMix(fillDefaults(readSpec(mixExamples[title] ?? plain), panel), panel);
};
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

describe('draws from the prior', () => {
  it.each(['plain', 'mROI prior', 'contribution prior', 'coefficient prior', 'normal geo effects', 'constant ROI'])(
    '%s: the quantity that the prior is about has its distribution, and its parts say the same',
    (title) => {
      const mix = compile(title);
      const table = priorDraws(mix, 400, new RandomStream(3));
      const at = table.names.findIndex((name) => /^(roi|mroi|contribution|coefficient)\[TV\]$/.test(name));
      const drawn = table.values.subarray(at * 400, (at + 1) * 400);
      const logs = [...drawn].map(Math.log);
      const mean = sum(logs) / 400;
      const expected = { plain: 0.2, 'mROI prior': 0, 'constant ROI': Math.log(1.3), 'normal geo effects': 0.2 }[title];
      if (expected !== undefined) expect(Math.abs(mean - expected)).toBeLessThan(0.15);
      if (title !== 'plain') return;
      const fitted = new FittedMix(mix, table);
      const into = new Float64Array(120);
      fitted.contribution(
        fitted.components.findIndex(({ name }) => name === 'TV'),
        5,
        into,
      );
      const value = sum(into.map((one, cell) => one * (mix.panel.valuePerUnit?.[cell] ?? 0)));
      expect(value / sum(mix.panel.columns.get('tv') ?? [])).toBeCloseTo(drawn[5] ?? 0, 9);
    },
  );

  it('stand at the coordinates of their values', () => {
    const mix = compile('everything');
    priorDraw(mix, new RandomStream(4));
    const before = Float64Array.from(mix.parameters.values);
    mix.parameters.read(mix.parameters.position());
    for (const [slot, value] of before.entries())
      expect(Math.abs((mix.parameters.values[slot] ?? 0) - value)).toBeLessThan(1e-9 * Math.max(1, Math.abs(value)));
  });
});
