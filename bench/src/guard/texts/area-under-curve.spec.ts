import { areaUnderCurve } from './area-under-curve.js';

describe('areaUnderCurve', () => {
  it.each([
    ['in order', [0, 0, 1, 1], 1],
    ['upside down', [1, 1, 0, 0], 0],
    ['one pair of four wrong', [0, 1, 0, 1], 0.75],
  ] as const)('%s', (_name, labels, expected) => {
    expect(areaUnderCurve(labels.map((label, score) => ({ label, score })))).toBe(expected);
  });

  it('counts ties half', () => {
    expect(
      areaUnderCurve([
        { score: 1, label: 0 },
        { score: 1, label: 1 },
      ]),
    ).toBe(0.5);
  });
});
