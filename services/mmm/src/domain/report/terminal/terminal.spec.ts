import fc from 'fast-check';
import { examplePlanSummary } from '../../../examples/plan-summary.js';
import { exampleRunSummary, refusedRunSummary, unvaluedRunSummary } from '../../../examples/run-summary.js';
import type { PlanSplit } from '../../plan-summary.js';
import { renderFitTable } from './fit-table.js';
import { cut, printable, terminalTable, widthOf } from './layout.js';
import { renderPlanTable } from './plan-table.js';
import { whiskerLine } from './whisker-line.js';

const published = exampleRunSummary();
const lineOf = (text: string, start: string): string => text.split('\n').find((line) => line.startsWith(start)) ?? '';

describe('whisker line', () => {
  it.each([
    [{ mean: 5, low: 2, high: 8 }, undefined, '  ├──●──┤  '],
    [{ mean: 5, low: 2, high: 8 }, 3, '  ├┼─●──┤  '],
    [{ mean: 5, low: 5, high: 5 }, 9, '     ●   | '],
    [{ mean: 20, low: -5, high: 30 }, undefined, '├─────────●'],
    [{ mean: Number.NaN, low: 0, high: 1 }, 0, '|          '],
  ])('draws %j, reference %p', (interval, reference, line) => {
    expect(whiskerLine(interval, [0, 10], 11, reference)).toBe(line);
  });

  it('always takes its width, the dot not outside of its bounds', () => {
    const value = fc.double({ min: -100, max: 100, noNaN: true });
    fc.assert(
      fc.property(value, value, value, fc.integer({ min: 3, max: 60 }), (a, b, c, width) => {
        const [low = 0, mean = 0, high = 0] = [a, b, c].sort((x, y) => x - y);
        const line = whiskerLine({ mean, low, high }, [-100, 100], width);
        expect(line).toHaveLength(width);
        expect(line.trim()).toMatch(/^(●|├─*●|●─*┤|├─*●─*┤)$/);
      }),
    );
  });
});

describe('layout', () => {
  it.each([
    ['TV', 2],
    ['広告', 4],
    ['🚀', 2],
    ['e\u0301', 1],
  ])('%s takes %d columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it('lets no name move the cursor or recolour the screen', () => {
    expect(printable('\u001b[31mred\u001b[0m\r\n\u202ename\u0007')).toBe('[31mred[0mname');
  });

  it('cuts between characters', () => {
    expect(cut('a very long name', 8)).toBe('a very …');
    expect(cut('広告広告', 5)).toBe('広告…');
    expect(cut('short', 8)).toBe('short');
  });

  it('lines up columns, also with letters of double width', () => {
    const lines = terminalTable(
      [
        { label: 'Name', align: 'left' },
        { label: 'Money', align: 'right' },
      ],
      [
        ['広告', '1'],
        ['TV', '1,000'],
      ],
    );
    expect(lines).toEqual(['Name  Money', '────  ─────', '広告      1', 'TV    1,000']);
  });
});

describe('fit in the terminal', () => {
  it('gives the answer and every channel with its interval in figures and as a bar', () => {
    const text = renderFitTable(published);
    expect(text).toContain('Revenue 2023–2026 · Published\nAdvertising added €73m to “revenue”: 25% of the total.');
    expect(lineOf(text, 'TV')).toMatch(/€18\.4m +€30m \(€21m to €41m\) +1\.6 \(1\.1 to 2\.2\) +\| *├─+●─+┤$/);
    expect(lineOf(text, 'Newsletter')).toMatch(/– +€4\.3m \(€2\.5m to €6\.7m\) +–$/);
    expect(text).toContain('! What the data added to the assumption: Out of Home – look closer (0.06 / 0.1).');
  });

  it('says the same in German', () => {
    expect(lineOf(renderFitTable(published, 'de'), 'TV')).toMatch(
      /18,4 Mio\. € +30 Mio\. € \(21 bis 41 Mio\. €\) +1,6 \(1,1 bis 2,2\)/,
    );
  });

  it('shows no result of a refused fit, but why', () => {
    const text = renderFitTable(refusedRunSummary());
    expect(text).toContain('This fit is not published.');
    expect(text).toContain('✗ Convergence of the computation – failed (1.34 / 1.01). Double warm-up and draws.');
    expect(text).not.toMatch(/€|●/);
  });

  it('draws no break-even where the outcome has no value', () => {
    expect(lineOf(renderFitTable(unvaluedRunSummary()), 'TV')).not.toContain('|');
  });

  it('fits into 120 columns', () => {
    const table = renderFitTable(published, 'de')
      .split('\n')
      .filter((line) => /^(TV|Online|Paid|Out|Display|Newsletter|─)/.test(line));
    expect(table).toHaveLength(8);
    for (const line of table) expect(widthOf(line)).toBeLessThanOrEqual(120);
  });
});

describe('plan in the terminal', () => {
  it('gives the lift and the money of every channel', () => {
    const text = renderPlanTable(examplePlanSummary());
    expect(text).toContain('The plan would bring €150,000 more than today’s budget.');
    expect(lineOf(text, 'Display')).toMatch(/€438,000 +€307,000 +−€131,000 +at its minimum$/);
    expect(lineOf(text, 'All channels')).toMatch(/€4\.24m +€4\.24m +€0$/);
  });

  it('gives the money of every region where it is spread', () => {
    const split: PlanSplit = {
      by: 'geo',
      lines: [{ channel: 'Kino', geo: 'Bayern', current: 900, proposed: 1_200 }],
      lift: { mean: 120, low: 20, high: 260 },
      probabilityBetter: 0.97,
      certificate: { kind: 'kkt', gap: 0 },
    };
    const text = renderPlanTable({ ...examplePlanSummary(), split }, 'de');
    expect(text).toContain('Wohin das Geld geht');
    expect(lineOf(text, 'Kino')).toMatch(/Bayern +900 € +1\.200 €$/);
  });
});
