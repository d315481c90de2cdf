import { DualAveraging } from './dual-averaging.js';

describe('dual averaging', () => {
  it('takes the first step of Hoffman and Gelman (2014), equation 6', () => {
    const averaging = new DualAveraging(0.8);
    averaging.restart(0.5);
    // mu = log 5, H = (0.8 − 0.6) / 11, log ε = mu − H √1 / 0.05; the first average is the first value.
    const expected = 5 * Math.exp(-0.2 / 11 / 0.05);
    expect(averaging.learn(0.6)).toBeCloseTo(expected, 12);
    expect(averaging.average()).toBeCloseTo(expected, 12);
  });

  it('finds the step size that has the target acceptance', () => {
    const averaging = new DualAveraging(0.8);
    averaging.restart(10);
    let stepSize = 10;
    for (let i = 0; i < 2000; i++) stepSize = averaging.learn(Math.exp(-stepSize));
    expect(Math.exp(-averaging.average())).toBeCloseTo(0.8, 2);
  });

  it('goes on from its state', () => {
    const first = new DualAveraging(0.9);
    first.restart(1);
    first.learn(0.3);
    const second = new DualAveraging(0.9);
    second.restore(first.state());
    expect(second.learn(0.7)).toBe(first.learn(0.7));
  });
});
