import { checkGradient, RandomStream } from '@stellwerk/statistics';
import { mixExamples, mixPanel, plain } from '../../examples/mixes.js';
import { fillDefaults } from '../spec/fill-defaults.js';
import { readSpec } from '../spec/parse-spec.js';
import { compileMix } from './compile.js';
import { nearMode } from './mode.js';
import { samplingDensity } from './sampling-density.js';

describe('coordinates of the sampler', () => {
  const panel = mixPanel(3);
  const mix = compileMix(fillDefaults(readSpec(mixExamples.everything ?? plain), panel), panel);
  const sampled = samplingDensity(mix);

  it('are those of the model moved and scaled, with the gradient to match', () => {
    const random = new RandomStream(5);
    expect(checkGradient(sampled, random, 2, 1).worst).toBeLessThan(1e-6);
    const position = Float64Array.from({ length: sampled.dimension }, () => random.normal());
    const gradient = new Float64Array(sampled.dimension);
    expect(sampled.evaluate(position, gradient)).toBe(mix.density.evaluate(sampled.coordinates(position), gradient));
  });

  it('have the noise within a few units of 0', () => {
    const gradient = new Float64Array(sampled.dimension);
    const values = [-3, 0, 3].map((z) => {
      const noise = mix.parameters.names.indexOf('noise');
      sampled.evaluate(new Float64Array(sampled.dimension), gradient);
      const at = [...Array(sampled.dimension).keys()].find((index) => {
        const moved = new Float64Array(sampled.dimension);
        moved[index] = 1;
        const before = mix.parameters.values[noise];
        sampled.evaluate(moved, gradient);
        return mix.parameters.values[noise] !== before;
      });
      const position = new Float64Array(sampled.dimension);
      position[at ?? 0] = z;
      return sampled.evaluate(position, gradient);
    });
    // Three units from the top of a bell of unit width cost 4.5; a skewed one a little more or less.
    expect((values[1] ?? 0) - (values[0] ?? 0)).toBeGreaterThan(2);
    expect((values[1] ?? 0) - (values[2] ?? 0)).toBeGreaterThan(2);
    expect((values[1] ?? 0) - (values[0] ?? 0)).toBeLessThan(12);
  });

  it('lie about a maximum that is known', () => {
    // Means 0..4, standard deviations 1, 0.1, 0.01, …
    const bell = {
      dimension: 4,
      evaluate: (position: Float64Array, gradient: Float64Array) =>
        position.reduce((log, value, at) => {
          const precision = 100 ** at;
          gradient[at] = -(value - at) * precision;
          return log - 0.5 * (value - at) ** 2 * precision;
        }, 0),
    };
    const mode = nearMode(bell);
    for (const [at, value] of mode.entries()) expect(Math.abs(value - at) * 10 ** at).toBeLessThan(0.2);
  });
});
