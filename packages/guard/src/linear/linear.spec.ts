import fc from 'fast-check';
import { randomFrom } from '../train/random.js';
import { calibrated, fitCalibration, lowestThreshold } from './calibration.js';
import { addNamedFeature, addTextFeatures, BUCKETS, FeatureBuffer } from './features.js';
import { QuantisedModel } from './quantised-model.js';
import { sentencePieces } from './sentences.js';
import { type Example, logOdds, trainLogistic } from './train-logistic.js';

const featuresOf = (text: string) => {
  const buffer = new FeatureBuffer();
  addTextFeatures(buffer, text, 0, text.length);
  return buffer.slice();
};

describe('sentencePieces', () => {
  it.each([
    ['one', ['one']],
    ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
    ['Line one\nline two', ['Line one', 'line two']],
    ['Version 1.2 is out.', ['Version 1.2 is out.']],
    ['He said "Stop!" Then left.', ['He said "Stop!"', 'Then left.']],
    ['a | b', ['a |', 'b']],
    ['--- ...', []],
    ['', []],
  ])('%j', (text, expected) => {
    expect(sentencePieces(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });

  it('loses no word, and cuts what has no marks', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('word', 'two.', 'three!', '\n', 'x'.repeat(50)), { maxLength: 60 }),
        (words) => {
          const text = words.join(' ');
          const pieces = sentencePieces(text);
          expect(
            pieces
              .map(({ start, end }) => text.slice(start, end))
              .join('')
              .replace(/\s/g, ''),
          ).toBe(text.replace(/\s/g, ''));
          for (const { start, end } of pieces) expect(end - start).toBeLessThanOrEqual(320);
        },
      ),
    );
  });
});

describe('features', () => {
  it('do not tell case, figures and white space apart', () => {
    expect(featuresOf('Order  4711\nNOW')).toEqual(featuresOf('order 1234 now'));
  });

  it('tell words and their order apart', () => {
    expect(featuresOf('ignore rules')).not.toEqual(featuresOf('rules ignore'));
  });

  it('stay within the buckets, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const bucket of featuresOf(text)) expect(bucket < BUCKETS).toBe(true);
      }),
    );
  });
});

describe('trainLogistic', () => {
  const texts = (word: string, label: 0 | 1): Example[] =>
    ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => ({ features: featuresOf(`${word} ${letter}`), label, weight: 1 }));
  const examples = [...texts('stop everything', 1), ...texts('good morning', 0)];

  it('tells apart what it learnt, and what is alike', () => {
    const model = trainLogistic(examples, randomFrom(1));
    expect(logOdds(model, featuresOf('stop everything now'))).toBeGreaterThan(0);
    expect(logOdds(model, featuresOf('good morning all'))).toBeLessThan(0);
  });

  it('gives the same bytes for the same seed', () => {
    const bytes = () => QuantisedModel.from(trainLogistic(examples, randomFrom(7))).toBytes();
    expect(bytes()).toEqual(bytes());
  });

  it('keeps its scores through one byte a weight', () => {
    const model = trainLogistic(examples, randomFrom(1));
    const small = QuantisedModel.fromBytes(QuantisedModel.from(model).toBytes());
    for (const { features } of examples)
      expect(small.logOdds(small.sum(features, 0, features.length), features.length)).toBeCloseTo(
        logOdds(model, features),
        1,
      );
  });

  it('refuses bytes of another size', () => {
    expect(() => QuantisedModel.fromBytes(new Uint8Array(12))).toThrow(RangeError);
  });

  it('counts a named feature as several n-grams', () => {
    const buffer = new FeatureBuffer();
    addNamedFeature(buffer, 'imperative');
    expect(new Set(buffer.slice()).size).toBe(1);
    expect(buffer.length).toBe(3);
  });
});

describe('calibration', () => {
  it('finds the curve that made the labels', () => {
    const random = randomFrom(3);
    const texts = Array.from({ length: 3_000 }, () => {
      const score = random() * 8 - 4;
      const label = random() < calibrated({ slope: 0.7, offset: -1 }, score) ? (1 as const) : (0 as const);
      return { score, label, weight: 1 };
    });
    const { slope, offset } = fitCalibration(texts);
    expect(slope).toBeCloseTo(0.7, 1);
    expect(offset).toBeCloseTo(-1, 1);
  });

  it('is certain of nothing, even where the classes do not overlap', () => {
    const curve = fitCalibration([
      { score: -3, label: 0, weight: 10 },
      { score: 3, label: 1, weight: 10 },
    ]);
    expect(calibrated(curve, 3)).toBeLessThan(0.98);
    expect(calibrated(curve, -3)).toBeGreaterThan(0.02);
  });

  it('sets the threshold where no set has more than its share above', () => {
    const scores = Array.from({ length: 100 }, (_, index) => index);
    expect(lowestThreshold([{ scores, share: 0.02 }])).toBe(97);
    expect(
      lowestThreshold([
        { scores, share: 0.02 },
        { scores: [1, 200], share: 0 },
      ]),
    ).toBe(200);
  });
});
