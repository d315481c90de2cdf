import { negativeBinomialLogMass, poissonLogMass } from '../distributions/counts.js';
import { chiSquared } from '../distributions/gamma.js';
import { drawNegativeBinomial, drawPoisson } from './counts.js';
import { drawDirichlet, drawLogGamma, drawMultivariateNormal, drawStudentT } from './draws.js';
import { philox } from './philox.js';
import { RandomStream } from './random-stream.js';

describe('philox', () => {
  // Known answers published with Random123 1.14, file kat_vectors: philox4x32 10.
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [
      [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
      [0xffffffff, 0xffffffff],
      [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
    ],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('turns %j with key %j into the published words', (counter, [key0 = 0, key1 = 0], expected) => {
    const block = Uint32Array.from(counter);
    philox(block, key0, key1);
    expect([...block]).toEqual(expected);
  });
});

describe('random stream', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const words = (seed: number) =>
      Array.from(
        { length: 9 },
        (
          (stream) => () =>
            stream.word()
        )(new RandomStream(seed)),
      );
    expect(words(1)).toEqual(words(1));
    expect(words(1)).not.toEqual(words(2));
    expect(words(1)).not.toEqual(words(1 + 2 ** 40));
    expect(words(-1)).not.toEqual(words(1));
  });

  it.each([0, 1, 3, 4, 5, 1003])('goes on where it stood after %d words', (drawn) => {
    const stream = new RandomStream(5);
    for (let i = 0; i < drawn; i++) stream.word();
    const copy = RandomStream.from(stream.state());
    expect(Array.from({ length: 9 }, () => copy.normal())).toEqual(Array.from({ length: 9 }, () => stream.normal()));
  });

  it('splits without moving, and the same way whatever was drawn before', () => {
    const stream = new RandomStream(5);
    const before = stream.split(3).word();
    stream.word();
    expect(stream.split(3).word()).toBe(before);
    expect(new Set([stream.split(3), stream.split(4), stream.split(3).split(3)].map((one) => one.word())).size).toBe(3);
  });

  it('does not repeat itself among many streams', () => {
    const root = new RandomStream(1);
    const first = Array.from({ length: 2000 }, (_, i) => root.split(i).uniform());
    expect(new Set(first).size).toBe(first.length);
  });

  it.each([1, 2, 7, 2 ** 31 + 1])('draws whole numbers below %d evenly', (bound) => {
    const stream = new RandomStream(11);
    const mean = Array.from({ length: 4000 }, () => stream.integer(bound)).reduce((sum, one) => sum + one / 4000, 0);
    expect(Math.abs(mean / bound - (0.5 - 0.5 / bound))).toBeLessThan(0.02);
  });

  it.each([
    ['seed', () => new RandomStream(1.5)],
    ['index', () => new RandomStream(1).split(-1)],
    ['bound', () => new RandomStream(1).integer(0)],
    ['shape', () => drawLogGamma(new RandomStream(1), 0)],
    ['mean', () => drawPoisson(new RandomStream(1), Number.NaN)],
    ['concentration', () => drawDirichlet(new RandomStream(1), [])],
  ])('refuses a wrong %s', (name, make) => {
    expect(make).toThrow(new RegExp(`^${name}`));
  });
});

describe('draws', () => {
  /** p-value of counts against a mass function, cells of at least five expected. */
  const chiSquareOf = (draw: () => number, logMass: (count: number) => number): number => {
    const n = 4000;
    const seen = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      const count = draw();
      seen.set(count, (seen.get(count) ?? 0) + 1);
    }
    let statistic = 0;
    let cells = 0;
    let restSeen = n;
    let restExpected = n;
    for (let count = 0; count < 2000; count++) {
      const expected = n * Math.exp(logMass(count));
      if (expected < 5) continue;
      cells += 1;
      restSeen -= seen.get(count) ?? 0;
      restExpected -= expected;
      statistic += ((seen.get(count) ?? 0) - expected) ** 2 / expected;
    }
    if (restExpected > 5) statistic += (restSeen - restExpected) ** 2 / restExpected;
    return chiSquared(cells).upperTail(statistic);
  };

  it.each([0.2, 3, 9.9, 10, 40, 300])('Poisson of mean %d', (mean) => {
    const random = new RandomStream(2);
    expect(
      chiSquareOf(
        () => drawPoisson(random, mean),
        (count) => poissonLogMass(count, mean),
      ),
    ).toBeGreaterThan(1e-3);
  });

  it.each([
    [3, 0.7],
    [20, 5],
  ])('negative binomial of mean %d and size %d', (mean, size) => {
    const random = new RandomStream(3);
    const p = chiSquareOf(
      () => drawNegativeBinomial(random, mean, size),
      (count) => negativeBinomialLogMass(count, mean, size),
    );
    expect(p).toBeGreaterThan(1e-3);
  });

  it('counts of mean 0 are 0', () => {
    expect(drawPoisson(new RandomStream(1), 0)).toBe(0);
    expect(drawNegativeBinomial(new RandomStream(1), 0, 2)).toBe(0);
  });

  it('Dirichlet draws sum to 1 and have the means of their shares, tiny concentrations included', () => {
    const random = new RandomStream(4);
    const sum = [0, 0, 0];
    for (let i = 0; i < 4000; i++) {
      const draw = drawDirichlet(random, [0.01, 2, 6]);
      expect(draw[0]! + draw[1]! + draw[2]!).toBeCloseTo(1, 12);
      for (let k = 0; k < 3; k++) sum[k]! += draw[k]! / 4000;
    }
    expect(sum[1]).toBeCloseTo(2 / 8.01, 1);
    expect(sum[2]).toBeCloseTo(6 / 8.01, 1);
  });

  it('multivariate normal draws have the covariance of their factor', () => {
    const random = new RandomStream(6);
    const factor = Float64Array.of(2, 0, 1.5, 0.5);
    let product = 0;
    let square = 0;
    for (let i = 0; i < 8000; i++) {
      const [a = 0, b = 0] = drawMultivariateNormal(random, [1, -1], factor);
      product += ((a - 1) * (b + 1)) / 8000;
      square += (b + 1) ** 2 / 8000;
    }
    expect(Math.abs(product - 3)).toBeLessThan(0.2);
    expect(Math.abs(square - 2.5)).toBeLessThan(0.2);
  });

  it('Student-t draws are heavier than normal ones', () => {
    const random = new RandomStream(8);
    const beyond = Array.from({ length: 4000 }, () => Math.abs(drawStudentT(random, 2))).filter(
      (t) => t > 4.303,
    ).length;
    // 5 % of 4,000, with four standard errors.
    expect(Math.abs(beyond - 200)).toBeLessThan(56);
  });
});
