import { elementsNamed, readMarkup, textOf } from '../testing/markup.js';
import { baseAxis, spaced, valueAxis } from './axis.js';
import { monthTicks } from './calendar.js';
import { linearScale } from './scale.js';

const x = linearScale([0, 100], [50, 350]);

describe('axis', () => {
  it('places rules and values where the scale says, zero drawn stronger', () => {
    const root = readMarkup(
      valueAxis(
        linearScale([0, 10], [200, 0]),
        [
          { value: 0, label: '0' },
          { value: 5, label: '5' },
        ],
        50,
        350,
      ).markup,
    );
    expect(
      elementsNamed(root, 'line').map(({ attributes }) => [attributes.get('class'), attributes.get('y1')]),
    ).toEqual([
      ['zero', '200'],
      ['rule', '100'],
    ]);
  });

  it('leaves out labels that would touch', () => {
    const ticks = [0, 1, 50, 51, 100].map((value) => ({ value, label: 'label' }));
    expect(spaced(x, ticks).map(({ value }) => value)).toEqual([0, 50, 100]);
  });

  it('turns the last label inwards, so that it is not cut off', () => {
    const root = readMarkup(
      baseAxis(
        x,
        [
          { value: 50, label: 'middle' },
          { value: 100, label: 'a long label' },
        ],
        200,
      ).markup,
    );
    expect(elementsNamed(root, 'text').map((text) => [textOf(text), text.attributes.get('text-anchor')])).toEqual([
      ['middle', 'middle'],
      ['a long label', 'end'],
    ]);
  });
});

describe('month ticks', () => {
  const dates = Array.from({ length: 156 }, (_, i) =>
    new Date(Date.UTC(2023, 9, 2) + i * 7 * 86_400_000).toISOString().slice(0, 10),
  );
  const month = (date: string): string => date.slice(0, 7);

  it('choose whole months, quarters, halves or years by the room there is', () => {
    expect(monthTicks(dates, 8, month).map(({ label }) => label)).toEqual([
      '2024-01',
      '2024-07',
      '2025-01',
      '2025-07',
      '2026-01',
      '2026-07',
    ]);
    expect(monthTicks(dates, 4, month).map(({ label }) => label)).toEqual(['2024-01', '2025-01', '2026-01']);
    expect(monthTicks(dates.slice(0, 20), 8, month).map(({ label }) => label)).toEqual([
      '2023-11',
      '2023-12',
      '2024-01',
      '2024-02',
    ]);
  });

  it('point at the first period of the month', () => {
    const [first] = monthTicks(dates, 8, month);
    expect(dates[first?.value ?? -1]).toBe('2024-01-01');
  });
});
