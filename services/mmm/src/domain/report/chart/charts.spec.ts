import { type Element, elementsNamed, elementsOf, readMarkup, textOf } from '../testing/markup.js';
import { cellWhisker } from './cell-whisker.js';
import { type CurvePoint, curveAt, curveChart } from './curve.js';
import { dotWhisker } from './dot-whisker.js';
import { dumbbell } from './dumbbell.js';
import { stackedArea } from './stacked-area.js';
import { responsive, shorten } from './svg.js';
import { timeBand } from './time-band.js';

const caption = { id: 'one', title: 'Title', description: 'Description' };
const withClass = (root: Element, name: string): readonly Element[] =>
  elementsOf(root).filter(({ attributes }) => (attributes.get('class') ?? '').split(' ').includes(name));
const number = (element: Element | undefined, name: string): number => Number(element?.attributes.get(name));
const points = (path: Element | undefined): readonly (readonly [number, number])[] =>
  [...(path?.attributes.get('d') ?? '').matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

describe('dot and whisker', () => {
  const interval = { mean: 1.5, low: 1, high: 3 };
  const draw = (width: number) =>
    readMarkup(
      dotWhisker(
        caption,
        [
          { label: 'TV', marks: [{ interval, role: 'good' }] },
          { label: 'Radio', marks: [{ interval: { mean: 0, low: -1, high: 1 }, role: 'bad' }] },
        ],
        {
          width,
          tick: String,
          reference: { value: 1, label: 'break-even' },
        },
      ).markup,
    );

  it.each([340, 760])('puts the dot between the ends, in proportion (%d px)', (width) => {
    const [mark] = withClass(draw(width), 'good');
    const line = elementsNamed(mark ?? draw(width), 'line')[0];
    const [from, to] = [number(line, 'x1'), number(line, 'x2')];
    const dot = number(elementsNamed(mark ?? draw(width), 'circle')[0], 'cx');
    expect((dot - from) / (to - from)).toBeCloseTo(0.25, 2);
    expect(to).toBeLessThanOrEqual(width);
  });

  it('puts the bound that equals the reference on its line, and rows under one another', () => {
    const root = draw(760);
    const [mark] = withClass(root, 'good');
    expect(number(elementsNamed(mark ?? root, 'line')[0], 'x1')).toBe(number(withClass(root, 'reference')[0], 'x1'));
    const [first, second] = elementsNamed(root, 'circle').map((circle) => number(circle, 'cy'));
    expect(second).toBeGreaterThan(first ?? Number.NaN);
  });

  it('draws nothing for an interval that is not finite, and keeps its row', () => {
    const root = readMarkup(
      dotWhisker(
        caption,
        [{ label: 'TV', marks: [{ interval: { mean: Number.NaN, low: 0, high: 1 }, role: 'main' }] }],
        { width: 760, tick: String },
      ).markup,
    );
    expect(elementsNamed(root, 'circle')).toHaveLength(0);
    expect(textOf(root)).toContain('TV');
  });

  it('fits into a cell: all marks of a column on one scale', () => {
    const cell = (mean: number) =>
      readMarkup(cellWhisker(caption, { mean, low: mean - 1, high: mean + 1 }, 'main', [0, 10], 5).markup);
    expect(number(elementsNamed(cell(5), 'circle')[0], 'cx')).toBe(50);
    expect(number(withClass(cell(2), 'reference')[0], 'x1')).toBe(50);
  });
});

describe('curve', () => {
  const curve: readonly CurvePoint[] = [0, 50, 100].map((x) => ({ x, y: { mean: x / 10, low: x / 20, high: x / 5 } }));
  const options = { width: 360, height: 230, xTick: String, yTick: String };

  it('keeps the line inside its band', () => {
    const root = readMarkup(curveChart(caption, curve, options).markup);
    const line = points(withClass(root, 'line')[0]);
    const band = points(withClass(root, 'band')[0]);
    expect(line).toHaveLength(3);
    for (const [i, [x, y]] of line.entries()) {
      expect(band[i]?.[0]).toBe(x);
      expect(band[i]?.[1]).toBeLessThanOrEqual(y);
      expect(band[band.length - 1 - i]?.[1]).toBeGreaterThanOrEqual(y);
    }
  });

  it('marks today on the curve', () => {
    const root = readMarkup(curveChart(caption, curve, { ...options, today: { x: 75, label: 'today' } }).markup);
    const dot = withClass(root, 'dot')[0];
    const [, middle, end] = points(withClass(root, 'line')[0]);
    expect(number(dot, 'cx')).toBeCloseTo(((middle?.[0] ?? 0) + (end?.[0] ?? 0)) / 2, 1);
    expect(number(dot, 'cy')).toBeCloseTo(((middle?.[1] ?? 0) + (end?.[1] ?? 0)) / 2, 1);
    expect(number(withClass(root, 'today')[0], 'x1')).toBe(number(dot, 'cx'));
  });

  it('cuts at the stated top instead of leaving the drawing', () => {
    const root = readMarkup(curveChart(caption, curve, { ...options, top: 5 }).markup);
    for (const [, y] of points(withClass(root, 'band')[0])) expect(y).toBeGreaterThanOrEqual(22);
  });

  it.each([
    [25, { mean: 2.5, low: 1.25, high: 5 }],
    [-5, { mean: 0, low: 0, high: 0 }],
    [100, { mean: 10, low: 5, high: 20 }],
    [500, { mean: 10, low: 5, high: 20 }],
    [Number.NaN, { mean: Number.NaN, low: Number.NaN, high: Number.NaN }],
  ])('is known at %d between its points', (place, expected) => {
    expect(curveAt(curve, place)).toEqual(expected);
  });

  it('of no points has no value', () => {
    expect(curveAt([], 1).mean).toBeNaN();
  });
});

describe('charts over time', () => {
  const options = { width: 760, height: 340, dates: [], yTick: String };

  it('hangs what is negative below the zero line', () => {
    const root = readMarkup(
      stackedArea(
        caption,
        [
          { colour: 0, values: [10, 10] },
          { colour: 1, values: [-4, 2] },
        ],
        options,
      ).markup,
    );
    const zero = number(withClass(root, 'zero')[0], 'y1');
    const [above, below] = withClass(root, 'c1').map(points);
    expect(Math.max(...(below ?? []).map(([, y]) => y))).toBeGreaterThan(zero);
    expect(Math.min(...(below ?? []).map(([, y]) => y))).toBe(zero);
    expect(Math.max(...(above ?? []).map(([, y]) => y))).toBeLessThan(zero);
  });

  it('draws the sum, not the top of the pile, as the line', () => {
    const root = readMarkup(
      stackedArea(
        caption,
        [
          { colour: 0, values: [10, 10] },
          { colour: 1, values: [-4, 0] },
        ],
        options,
      ).markup,
    );
    const [first, second] = points(withClass(root, 'total')[0]);
    expect(first?.[1]).toBeGreaterThan(second?.[1] ?? Number.NaN);
  });

  it('shows each measured value as a dot, and leaves out what is missing', () => {
    const series = { mean: [1, 2, 3], low: [0, 1, 2], high: [2, 3, 4] };
    const root = readMarkup(timeBand(caption, [1, Number.NaN, 3], series, options).markup);
    expect(elementsNamed(root, 'circle')).toHaveLength(2);
    const line = points(withClass(root, 'line')[0]);
    expect(number(elementsNamed(root, 'circle')[0], 'cy')).toBe(line[0]?.[1]);
  });

  it('starts far from zero where the data are far from it', () => {
    const series = { mean: [100, 101], low: [99, 100], high: [101, 102] };
    const root = readMarkup(timeBand(caption, [100, 101], series, options).markup);
    expect(elementsNamed(root, 'text').map(textOf)).not.toContain('0');
  });
});

describe('drawings', () => {
  it('are drawn for wide and for narrow screens, with ids of their own', () => {
    const root = readMarkup(
      responsive((width, form) => dotWhisker({ ...caption, id: form }, [], { width, tick: String })).markup,
    );
    expect(elementsNamed(root, 'svg').map((svg) => svg.attributes.get('aria-labelledby'))).toEqual([
      'wide-title',
      'narrow-title',
    ]);
  });

  it('cut long labels between characters', () => {
    expect(shorten('TV', 100)).toBe('TV');
    expect(shorten('🚀'.repeat(40), 66)).toBe(`${'🚀'.repeat(9)}…`);
  });
});

describe('dumbbell', () => {
  const row = { label: 'TV', before: 100, after: 150, known: { least: 50, most: 120 } };
  const read = (rows: readonly (typeof row)[]) =>
    readMarkup(dumbbell(caption, rows, { width: 760, tick: String }).markup);

  it('joins before and after, in proportion', () => {
    const root = read([row]);
    const [before, after] = elementsNamed(root, 'circle').map((circle) => number(circle, 'cx'));
    const move = withClass(root, 'move')[0];
    expect([number(move, 'x1'), number(move, 'x2')]).toEqual([before, after]);
    const known = withClass(root, 'known')[0];
    expect(number(known, 'x') + number(known, 'width')).toBeGreaterThan(before ?? Number.NaN);
    expect(number(known, 'x') + number(known, 'width')).toBeLessThan(after ?? Number.NaN);
  });

  it('keeps the known range inside the drawing', () => {
    const known = withClass(read([{ ...row, known: { least: -1e9, most: 1e9 } }]), 'known')[0];
    expect(number(known, 'x')).toBe(170);
    expect(number(known, 'x') + number(known, 'width')).toBe(744);
  });
});
