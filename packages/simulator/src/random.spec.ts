import fc from 'fast-check';
import { createDraw, pick, poisson, purposes } from './random.js';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]) => {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2));
};

describe('counter-based draws', () => {
  const draw = createDraw(7);
  const sample = Array.from({ length: 20_000 }, (_, person) => draw(purposes.contact, person, 20_000, 3));

  it('depend on seed, purpose and coordinates alone, whatever the order of calls', () => {
    const again = createDraw(7);
    expect(Array.from({ length: 20_000 }, (_, i) => again(purposes.contact, 19_999 - i, 20_000, 3)).reverse()).toEqual(
      sample,
    );
  });

  it.each([
    ['seed', createDraw(8)(purposes.contact, 1, 2, 3)],
    ['purpose', draw(purposes.click, 1, 2, 3)],
    ['person', draw(purposes.contact, 2, 2, 3)],
    ['day', draw(purposes.contact, 1, 3, 3)],
    ['channel', draw(purposes.contact, 1, 2, 4)],
  ])('change with the %s', (_what, other) => {
    expect(other).not.toBe(draw(purposes.contact, 1, 2, 3));
  });

  it('are uniform: mean 1/2 and variance 1/12 within five standard errors', () => {
    expect(Math.abs(mean(sample) - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(20_000));
    expect(Math.abs(variance(sample) - 1 / 12)).toBeLessThan((5 * Math.sqrt(1 / 180)) / Math.sqrt(20_000));
  });

  it.each([
    ['next person', (person: number) => draw(purposes.contact, person + 1, 20_000, 3)],
    ['next day', (person: number) => draw(purposes.contact, person, 20_001, 3)],
    ['next channel', (person: number) => draw(purposes.contact, person, 20_000, 4)],
    ['other purpose', (person: number) => draw(purposes.click, person, 20_000, 3)],
    ['next seed', (person: number) => createDraw(8)(purposes.contact, person, 20_000, 3)],
  ])('do not correlate with the %s', (_what, other) => {
    const products = sample.map((value, person) => (value - 0.5) * (other(person) - 0.5) * 12);
    expect(Math.abs(mean(products))).toBeLessThan(5 / Math.sqrt(20_000));
  });
});

describe('poisson', () => {
  const draw = createDraw(11);

  it.each([0.2, 3, 49, 51, 900])('has mean and variance %d', (expected) => {
    const sample = Array.from({ length: 20_000 }, (_, i) =>
      poisson(expected, draw(purposes.pastOrders, i, 0), draw(purposes.pastOrders, i, 1)),
    );
    expect(Math.abs(mean(sample) - expected)).toBeLessThan(5 * Math.sqrt(expected / 20_000));
    expect(Math.abs(variance(sample) / expected - 1)).toBeLessThan(0.1);
  });

  it('never falls when the mean rises: the same draw, more demand, at least as many orders', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 24, noNaN: true }),
        fc.double({ min: 0, max: 24, noNaN: true }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (low, more, uniform) => poisson(low + more, uniform, 0) >= poisson(low, uniform, 0),
      ),
    );
  });

  it('is 0 for the mean 0', () => {
    expect(poisson(0, 0.999_999, 0.5)).toBe(0);
  });
});

describe('pick', () => {
  it.each([
    [0, 0],
    [0.249, 0],
    [0.251, 2],
    [0.999, 2],
  ])('maps %d to the weight at %d', (uniform, index) => {
    expect(pick([1, 0, 3], uniform)).toBe(index);
  });
});
