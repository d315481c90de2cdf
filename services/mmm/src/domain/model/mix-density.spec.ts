import { checkGradient, RandomStream } from '@stellwerk/statistics';
import { mixExamples, mixPanel, plain } from '../../examples/mixes.js';
import type { Evidence, LiftEvidence } from '../calibration/evidence.js';
import { fillDefaults } from '../spec/fill-defaults.js';
import { readSpec } from '../spec/parse-spec.js';
import type { SpecInput } from '../spec/schema.js';
import { compileMix } from './compile.js';

const compile = (input: SpecInput, geos: number, evidence?: Evidence) => {
  const panel = mixPanel(geos);
  return compileMix(fillDefaults(readSpec(input), panel), panel, evidence ? { evidence } : {});
};

const cases = Object.entries(mixExamples).flatMap(([title, spec]) =>
  // Geos are where most can go wrong; national models are among the examples that differ without them.
  (/plain|everything|constant|smooth|Student|funnel/.test(title) ? [1, 3] : [3]).map(
    (geos) => [title, geos, spec] as const,
  ),
);

describe('gradient of the log density', () => {
  it.each([1, 3])('of the first periods only, %i geo(s)', (geos) => {
    const panel = mixPanel(geos);
    const spec = fillDefaults(readSpec(mixExamples.everything ?? plain), panel);
    const { density } = compileMix(spec, panel, { periods: 32 });
    expect(checkGradient(density, new RandomStream(7), 2, 1).worst).toBeLessThan(1e-6);
  });

  it.each(cases)('%s, %i geo(s)', (_title, geos, spec) => {
    const { density } = compile(spec, geos);
    const check = checkGradient(density, new RandomStream(7), 2, 1);
    expect(check.points).toBe(2);
    expect(check.worst).toBeLessThan(1e-6);
  });

  const lift: LiftEvidence = {
    experiment: 'go dark',
    channel: 'TV',
    column: 'tv',
    geos: [1, 2],
    from: 16,
    to: 22,
    counterfactual: new Float64Array(12),
    lift: -40,
    standardError: 60,
    transport: 0.5,
    scale: 60 * Math.sqrt(1.5),
  };
  const all = { geos: [0, 1, 2], from: 5, to: 35 };
  const bias = { logStandardError: 0.3, biasMean: 0.2, biasSd: 0.4 };
  const attribution = [
    { ...all, ...bias, channel: 'TV', attributed: 900, weight: 1 },
    { ...all, ...bias, channel: 'search', attributed: 2_500, weight: 0.4 },
  ];
  it.each<[string, SpecInput, Evidence]>([
    ['an experiment', plain, { lifts: [lift], attribution: [] }],
    ['more media', plain, { lifts: [{ ...lift, counterfactual: new Float64Array(12).fill(80) }], attribution: [] }],
    ['attribution', plain, { lifts: [lift], attribution }],
    ['an experiment on a relative curve', mixExamples['delayed and Robyn'] ?? plain, { lifts: [lift], attribution }],
    ['an experiment on a time-varying effect', mixExamples['time-varying'] ?? plain, { lifts: [lift], attribution }],
    ['an experiment on normal geo effects', mixExamples['normal geo effects'] ?? plain, { lifts: [lift], attribution }],
    [
      'an experiment on reach and frequency',
      mixExamples.everything ?? plain,
      { lifts: [{ ...lift, channel: 'video', column: 'reach' }], attribution: [] },
    ],
  ])('with %s', (_title, spec, evidence) => {
    const check = checkGradient(compile(spec, 3, evidence).density, new RandomStream(8), 2, 1);
    expect(check.points).toBe(2);
    expect(check.worst).toBeLessThan(1e-6);
  });
});
