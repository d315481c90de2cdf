import { at, bandPath, linePath, project } from './path.js';
import { linearScale } from './scale.js';

const points = (...ys: readonly number[]) => ys.map((y, x) => ({ x, y }));

describe('path', () => {
  it('writes places to a tenth of a pixel and no negative zero', () => {
    expect([1.26, -0.01, 3].map(at)).toEqual([1.3, 0, 3]);
  });

  it('draws a line, interrupted where a value is missing', () => {
    expect(linePath(points(1, 2, Number.NaN, 4, 5))).toBe('M0,1L1,2M3,4L4,5');
    expect(linePath([])).toBe('');
  });

  it('closes a band: along the upper edge and back along the lower', () => {
    expect(bandPath(points(10, 12), points(3, 4))).toBe('M0,3L1,4L1,12L0,10Z');
  });

  it('leaves out of a band where one of its edges is missing', () => {
    expect(bandPath(points(10, Number.NaN, 12), points(3, 4, 5))).toBe('M0,3L2,5L2,12L0,10Z');
    expect(bandPath(points(Number.NaN), points(1))).toBe('');
  });

  it('projects values through both scales; missing values stay missing', () => {
    const projected = project(linearScale([0, 2], [0, 20]), linearScale([0, 1], [100, 0]), [0, 1, 2], [0, 0.5]);
    expect(projected).toEqual([
      { x: 0, y: 100 },
      { x: 10, y: 50 },
      { x: 20, y: Number.NaN },
    ]);
  });
});
