import fc from 'fast-check';
import { type FakeDraw, fakeModel, fakePanel, uniforms } from '../../testing/fake-fitted-model.js';
import type { ChannelColumns } from '../data/data-columns.js';
import { assessCalibration, modelledLift, weightOf } from './agreement.js';
import { compareWithAttribution } from './attribution-agreement.js';
import { attributionEvidence, learnBias, observeBias } from './attribution-bias.js';
import { readExperiments } from './experiment.js';
import { mergeRepeated } from './merge-lifts.js';
import { placeEvidence } from './place-evidence.js';
import { placeExperiment } from './place-experiment.js';
import { fillCalibration } from './schema.js';

const uniform = uniforms(4);
const periods = 20;
const tv = Float64Array.from({ length: 2 * periods }, () => 50 + 50 * uniform());
const panel = fakePanel({
  geos: ['BY', 'NW'],
  columns: { TV: tv, tv_spend: tv.map((x) => 3 * x), rain: new Float64Array(2 * periods) },
  outcome: new Float64Array(2 * periods).fill(500),
  valuePerUnit: new Float64Array(2 * periods).fill(4),
});
const channels: readonly ChannelColumns[] = [{ channel: 'TV', kind: 'paid', media: 'TV', spend: 'tv_spend' }];
// The panel begins on Monday 2024-03-04; periods 5 and 6 are the two weeks from 2024-04-08.
const experiment = {
  name: 'tv-dark',
  channel: 'TV',
  from: '2024-04-08',
  to: '2024-04-21',
  geos: ['NW'],
  lift: 120,
  standardError: 30,
};
const place = (change: object = {}) => {
  const [read] = readExperiments([{ ...experiment, ...change }]);
  if (!read) throw new Error('nothing was read');
  return placeExperiment(read, panel, channels);
};
const draw = (effect: number, retention = 0.5): FakeDraw => ({
  baseline: 10,
  rain: 0,
  channels: { TV: { effect, retention, half: Number.POSITIVE_INFINITY } },
  sigma: 1,
});
const refusal = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
};

describe('an experiment on the grid of the panel', () => {
  it('has its geos, periods and media by index', () => {
    expect(place()).toMatchObject({ geos: [1], from: 5, to: 7, column: 'TV', lift: 120, standardError: 30, scale: 30 });
    expect(place().counterfactual).toEqual(Float64Array.of(0, 0));
  });

  it('takes all geos where none are named, in the order of the panel', () => {
    expect(place({ geos: undefined })).toMatchObject({ geos: [0, 1], counterfactual: { length: 4 } });
    expect(place({ geos: ['NW', 'BY', 'NW'] }).geos).toEqual([0, 1]);
  });

  it('may have changed media by a factor', () => {
    const { counterfactual } = place({ without: { factor: 1.5 } });
    expect([...counterfactual]).toEqual([tv[25]! * 1.5, tv[26]! * 1.5]);
  });

  it('changes only the days that it covers', () => {
    // Wednesday to Tuesday: five days of the first week, two of the second.
    const { counterfactual, from, to } = place({ from: '2024-04-10', to: '2024-04-16' });
    expect({ from, to }).toEqual({ from: 5, to: 7 });
    expect([...counterfactual]).toEqual([tv[25]! * (2 / 7), tv[26]! * (5 / 7)].map((x) => expect.closeTo(x, 10)));
  });

  it('may have stopped what would have run: the money becomes media at the usual cost', () => {
    const { counterfactual } = place({ without: { spend: 600 } });
    expect([...counterfactual]).toEqual([100, 100].map((x) => expect.closeTo(x, 10)));
  });

  it('shares money between geos as they usually have it', () => {
    const { counterfactual } = place({ geos: undefined, without: { spend: 1_200 } });
    const total = (geo: number) => tv.subarray(geo * periods, (geo + 1) * periods).reduce((sum, x) => sum + x, 0);
    const share = total(0) / (total(0) + total(1));
    expect([...counterfactual]).toEqual(
      [200 * share, 200 * share, 200 * (1 - share), 200 * (1 - share)].map((x) => expect.closeTo(x, 8)),
    );
  });

  it('states its lift in units, in money, or as a return', () => {
    expect(place({ unit: 'value' })).toMatchObject({ lift: 30, standardError: 7.5 });
    const spend = 3 * (tv[25]! + tv[26]!);
    expect(place({ unit: 'roi', lift: 2, standardError: 0.4 })).toMatchObject({
      lift: expect.closeTo((2 * spend) / 4, 10),
      standardError: expect.closeTo((0.4 * spend) / 4, 10),
    });
  });

  it('of money that was saved has a negative lift for a positive return', () => {
    const { lift, standardError } = place({ unit: 'roi', lift: 2, standardError: 0.4, without: { factor: 2 } });
    expect(lift).toBeLessThan(0);
    expect(standardError).toBeGreaterThan(0);
  });

  it('takes an interval in place of a standard error, and widens it for transport', () => {
    const given = place({ standardError: undefined, interval: { low: 60, high: 180 }, transport: 3 });
    expect(given.standardError).toBeCloseTo(60 / 1.959964, 5);
    expect(given.scale).toBeCloseTo(2 * given.standardError, 10);
  });

  it.each([0, -50])('may have a lift of %p', (lift) => expect(place({ lift }).lift).toBe(lift));

  it.each<[string, object, string]>([
    ['without a name', { name: '' }, 'experiment number 1, name: Too small: expected string to have >=1 characters'],
    [
      'of an unknown channel',
      { channel: 'Radio' },
      'experiment tv-dark, channel: there is no channel Radio; there are TV',
    ],
    ['of an unknown geo', { geos: ['HE'] }, 'experiment tv-dark, geos: there is no geo HE in the data'],
    [
      'before the data',
      { from: '2024-02-01' },
      'experiment tv-dark, from: 2024-02-01 lies before the first period, 2024-03-04',
    ],
    [
      'after the data',
      { to: '2024-12-01' },
      'experiment tv-dark, to: 2024-12-01 lies after the last period, 2024-07-15',
    ],
    ['that ends before it begins', { to: '2024-04-01' }, 'experiment tv-dark, to: 2024-04-01 lies before 2024-04-08'],
    ['on a day that is none', { from: '2024-04-31' }, 'experiment tv-dark, from: 2024-04-31 is not a calendar day'],
    [
      'without an error',
      { standardError: undefined },
      'experiment tv-dark, standardError: give either a standard error or an interval',
    ],
    [
      'with two errors',
      { interval: { low: 0, high: 200 } },
      'experiment tv-dark, standardError: give either a standard error or an interval',
    ],
    [
      'outside of its interval',
      { standardError: undefined, interval: { low: 0, high: 100 } },
      'experiment tv-dark, interval: the lift 120 lies outside of it',
    ],
    [
      'that changed nothing',
      { without: { factor: 1 } },
      'experiment tv-dark, without: media would have been the same, so there is nothing that the lift is of',
    ],
    [
      'with an error of 0',
      { standardError: 0 },
      'experiment tv-dark, standardError: Too small: expected number to be >0',
    ],
  ])('%s is refused', (_title, change, message) => expect(refusal(() => place(change))).toBe(message));

  it('is refused when its name is there twice', () => {
    expect(refusal(() => readExperiments([experiment, experiment]))).toBe('experiment tv-dark, name: is there twice');
  });
});

describe('the lift that a model says', () => {
  it('has the carry-over inside of the window, and nothing beyond', () => {
    const lift = modelledLift(fakeModel(panel, [draw(2)]), place());
    // x5 in period 5; x6 and half of x5 in period 6; what was before the window is the same on both sides.
    expect(lift[0]).toBeCloseTo(2 * (tv[25]! + tv[26]! + 0.5 * tv[25]!), 8);
  });

  it('is signed', () => {
    const lift = modelledLift(fakeModel(panel, [draw(2, 0)]), place({ without: { factor: 1.5 } }));
    expect(lift[0]).toBeCloseTo(-(tv[25]! + tv[26]!), 8);
  });

  it('of an exact experiment agrees, of a contradicting one does not', () => {
    const fitted = fakeModel(
      panel,
      [1.9, 1.95, 2, 2.05, 2.1].map((effect) => draw(effect, 0)),
    );
    const truth = 2 * (tv[25]! + tv[26]!);
    const status = (lift: number, standardError: number) =>
      assessCalibration(fitted, [place({ lift, standardError })]).checks.map(({ status: found }) => found);
    expect(status(truth, 10)).toEqual(['pass']);
    expect(status(truth + 35, 10)).toEqual(['review']);
    expect(status(truth - 200, 10)).toEqual(['fail']);
    const [summary] = assessCalibration(fitted, [place({ lift: truth, standardError: 10 })]).summaries;
    expect(summary?.modelled.low).toBeLessThan(truth);
    expect(summary?.modelled.high).toBeGreaterThan(truth);
  });
});

describe('the weight of an experiment', () => {
  const normal = (sd: number) =>
    Float64Array.from({ length: 2_000 }, (_, at) => sd * Math.sqrt(3) * (2 * ((at + 0.5) / 2_000) - 1));

  it('is the share of precision that it adds', () => {
    // A prior of precision 3/s² and an experiment of 1/s² (a wide t has (ν+1)/ν at its centre): posterior 4/s².
    const weight = weightOf({ ...place({ lift: 1 }), lift: 0, scale: 1_000 }, normal(500));
    expect(weight).toBeGreaterThan(0.25);
    expect(weight).toBeLessThan(0.32);
  });

  it('is all where nothing else is known, none where all is known', () => {
    expect(weightOf({ ...place(), lift: 0, scale: 1 }, normal(1))).toBeGreaterThan(0.95);
    expect(weightOf({ ...place(), lift: 0, scale: 100 }, normal(0.1))).toBeLessThan(1e-5);
  });

  it('falls as the rest contradicts it', () => {
    const at = (lift: number) => weightOf({ ...place(), lift, scale: 1 }, normal(0.5));
    expect(at(0)).toBeGreaterThan(at(3));
    expect(at(3)).toBeGreaterThan(at(6));
  });
});

describe('repetitions of one experiment', () => {
  it('are joined by their precision', () => {
    const [joined] = mergeRepeated([
      place({ lift: 100, standardError: 10 }),
      { ...place({ lift: 106, standardError: 20 }), experiment: 'again' },
    ]);
    expect(joined).toMatchObject({
      experiment: 'tv-dark + again',
      lift: expect.closeTo((100 / 100 + 106 / 400) / (1 / 100 + 1 / 400), 10),
      standardError: expect.closeTo(Math.sqrt(1 / (1 / 100 + 1 / 400)), 10),
    });
  });

  it('that contradict each other leave a wider error than each has', () => {
    const [joined] = mergeRepeated([
      place({ lift: 0, standardError: 10 }),
      { ...place({ lift: 200, standardError: 10 }), experiment: 'again' },
    ]);
    expect(joined?.lift).toBeCloseTo(100, 8);
    expect(joined?.standardError).toBeGreaterThan(50);
  });

  it('are told from other experiments', () => {
    expect(mergeRepeated([place(), place({ from: '2024-04-15' }), place({ geos: ['BY'] })])).toHaveLength(3);
  });
});

describe('bias of attribution', () => {
  const observation = (channel: string, ratio: number, sd = 0.1) => ({
    channel,
    logRatio: Math.log(ratio),
    variance: sd ** 2,
  });

  it('is wide where nothing is known', () => {
    const { mean, sd } = learnBias([]);
    expect(mean).toBeCloseTo(0, 12);
    // √(1 + E τ²) with τ ~ HalfNormal(0.5).
    expect(sd).toBeCloseTo(Math.sqrt(1.25), 2);
  });

  it('is learned: channels that all credit twice what they cause', () => {
    const { mean, sd } = learnBias(['a', 'b', 'c', 'd', 'e', 'f'].map((channel) => observation(channel, 2)));
    expect(Math.abs(mean - Math.log(2))).toBeLessThan(0.03);
    expect(sd).toBeLessThan(0.25);
  });

  it('stays wide where channels differ', () => {
    const agreeing = learnBias([1.9, 2, 2.1].map((ratio, at) => observation(`c${at}`, ratio)));
    const differing = learnBias([0.5, 2, 8].map((ratio, at) => observation(`c${at}`, ratio)));
    expect(differing.sd).toBeGreaterThan(2 * agreeing.sd);
  });

  it('does not depend on the order of channels, and mirrors with the ratio', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 1, maxLength: 5 }), (ratios) => {
        const given = ratios.map((ratio, at) => observation(`c${at}`, ratio));
        const { mean, sd } = learnBias(given);
        expect(learnBias([...given].reverse()).mean).toBeCloseTo(mean, 10);
        const mirrored = learnBias(given.map((one) => ({ ...one, logRatio: -one.logRatio })));
        expect(mirrored.mean).toBeCloseTo(-mean, 10);
        expect(mirrored.sd).toBeCloseTo(sd, 10);
      }),
      { numRuns: 50 },
    );
  });

  const credit = { channel: 'TV', attributed: 200, logStandardError: 0.05, geos: [0, 1], from: 0, to: 20 };

  it('of a lift that may be nothing cannot be observed', () => {
    expect(observeBias(credit, { lift: 100, scale: 10 })).toEqual({
      channel: 'TV',
      logRatio: Math.log(2),
      variance: expect.closeTo(0.0025 + 0.01, 12),
    });
    expect(observeBias(credit, { lift: 15, scale: 10 })).toBeNull();
    expect(observeBias(credit, { lift: -50, scale: 10 })).toBeNull();
  });

  it('of a channel is learned from the others', () => {
    const [evidence] = attributionEvidence([credit], [observation('TV', 9), observation('Search', 2)], { weight: 0.5 });
    const alone = learnBias([observation('Search', 2)]);
    expect(evidence).toEqual({ ...credit, biasMean: alone.mean, biasSd: alone.sd, weight: 0.5 });
  });

  it('has a weight between 0 and 1', () => {
    expect(() => attributionEvidence([credit], [], { weight: 1.5 })).toThrow('the weight must lie between 0 and 1');
  });
});

describe('attribution beside the model', () => {
  const view = (channel: string, attributed: number, mean: number) => ({
    channel,
    attributed,
    modelled: { mean, low: 0.8 * mean, high: 1.2 * mean },
  });

  it('is 0 apart where the shares are the same, log 2 where nothing is', () => {
    expect(compareWithAttribution([view('a', 10, 5), view('b', 30, 15)]).jensenShannon).toBeCloseTo(0, 12);
    expect(compareWithAttribution([view('a', 10, 0), view('b', 0, 15)]).jensenShannon).toBeCloseTo(Math.log(2), 12);
  });

  it('names the factor, and the channels that disagree', () => {
    expect(compareWithAttribution([view('a', 10, 5), view('b', 16, 15)]).channels).toEqual([
      { channel: 'a', factor: 0.5, agrees: false },
      { channel: 'b', factor: 0.9375, agrees: true },
    ]);
  });
});

describe('evidence of a specification', () => {
  const credit = { channel: 'TV', from: '2024-03-04', to: '2024-07-21', attributed: 4_000, relativeError: 0.1 };
  const two: readonly ChannelColumns[] = [...channels, { channel: 'Rain', kind: 'organic', media: 'rain' }];

  it('is none where nothing is stated', () => {
    expect(placeEvidence(fillCalibration(undefined), panel, channels)).toEqual({ lifts: [], attribution: [] });
  });

  it('joins repetitions, and learns the bias of one channel from the experiment of another', () => {
    const given = fillCalibration({
      experiments: [experiment, { ...experiment, name: 'again' }],
      attribution: { credits: [credit, { ...credit, channel: 'Rain' }] },
    });
    const { lifts, attribution } = placeEvidence(given, panel, two);
    expect(lifts).toHaveLength(1);
    const share = (tv[25]! + tv[26]!) / tv.reduce((sum, x) => sum + x, 0);
    const [observed] = [
      observeBias(
        {
          ...credit,
          geos: [0, 1],
          from: 0,
          to: 20,
          attributed: 4_000 * share,
          logStandardError: Math.sqrt(Math.log(1.01)),
        },
        lifts[0]!,
      ),
    ];
    const learned = learnBias(observed ? [observed] : []);
    const unknown = learnBias([]);
    expect(attribution).toEqual([
      expect.objectContaining({
        channel: 'TV',
        biasMean: unknown.mean,
        biasSd: unknown.sd,
        weight: 0.5,
        from: 0,
        to: 20,
      }),
      expect.objectContaining({
        channel: 'Rain',
        biasMean: expect.closeTo(learned.mean, 10),
        biasSd: expect.closeTo(learned.sd, 10),
      }),
    ]);
    expect(learned.sd).toBeLessThan(unknown.sd);
  });

  it.each<[string, object, string]>([
    [
      'of an unknown channel',
      { channel: 'Radio' },
      'experiment attribution of Radio, channel: there is no channel Radio',
    ],
    [
      'that cuts a period',
      { from: '2024-03-05' },
      'experiment attribution of TV, from: begin and end with whole periods of the data',
    ],
    [
      'beyond the data',
      { to: '2024-07-28' },
      'experiment attribution of TV, from: the data are from 2024-03-04 to 2024-07-15',
    ],
    [
      'that ends before it begins',
      { to: '2024-02-01' },
      'experiment attribution of TV, to: 2024-03-04 to 2024-02-01 is no span of days',
    ],
  ])('credit %s is refused', (_title, change, message) => {
    const given = fillCalibration({ attribution: { credits: [{ ...credit, ...change }] } });
    expect(refusal(() => placeEvidence(given, panel, channels))).toBe(message);
  });
});
