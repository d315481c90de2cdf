import { checkGradient, RandomStream } from '@stellwerk/statistics';
import { mixExamples, mixPanel, plain } from '../../examples/mixes.js';
import { fillDefaults } from '../spec/fill-defaults.js';
import { readSpec } from '../spec/parse-spec.js';
import type { SpecInput } from '../spec/schema.js';
import { compileMix } from './compile.js';
import type { Evidence } from './evidence.js';

const compile = (input: SpecInput, geos: number, evidence?: Evidence) => {
  const panel = mixPanel(geos);
  return compileMix(fillDefaults(readSpec(input), panel), panel, evidence ? { evidence } : {});
};

const cases = Object.entries(mixExamples).flatMap(([title, spec]) =>
  [1, 3].map((geos) => [title, geos, spec] as const),
);

describe('gradient of the log density', () => {
  it.each(cases)('%s, %i geo(s)', (_title, geos, spec) => {
    const { density } = compile(spec, geos);
    const check = checkGradient(density, new RandomStream(7), 2, 1);
    expect(check.points).toBe(2);
    expect(check.worst).toBeLessThan(1e-6);
  });

  const experiment = {
    name: 'go dark',
    channel: 'TV',
    geos: ['geo 1', 'geo 2'],
    from: '2023-05-01',
    to: '2023-06-11',
    lift: -40,
    standardError: 60,
    transportVariance: 0.5,
  };
  const attribution = [
    { channel: 'TV', from: '2023-02-06', to: '2023-09-03', attributed: 900, sd: 0.3 },
    { channel: 'search', from: '2023-02-06', to: '2023-09-03', attributed: 2_500, sd: 0.3 },
  ];
  it.each<[string, SpecInput, Evidence]>([
    ['an experiment', plain, { experiments: [experiment], attribution: [] }],
    ['an experiment on part of the media', plain, { experiments: [{ ...experiment, factor: 0.6 }], attribution: [] }],
    ['attribution', plain, { experiments: [experiment], attribution }],
    [
      'an experiment on a curve relative to its series',
      mixExamples['delayed and Robyn'] ?? plain,
      { experiments: [experiment], attribution },
    ],
    [
      'an experiment on a time-varying effect',
      mixExamples['time-varying'] ?? plain,
      { experiments: [experiment], attribution },
    ],
    [
      'an experiment on reach and frequency',
      mixExamples.everything ?? plain,
      { experiments: [{ ...experiment, channel: 'video', geos: null }], attribution: [] },
    ],
  ])('with %s', (_title, spec, evidence) => {
    const check = checkGradient(compile(spec, 3, evidence).density, new RandomStream(8), 2, 1);
    expect(check.points).toBe(2);
    expect(check.worst).toBeLessThan(1e-6);
  });
});
