import { readFileSync } from 'node:fs';
import { simulateShop } from './shop.js';
import { truth } from './truth.js';
import { channels } from './world/channels.js';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** Rows of the tables below a heading, as cells. */
function rowsOf(heading: string): string[][] {
  const section = readme.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.includes('---'));
  return rows.slice(1).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('the README', () => {
  it('states the planted response of every channel', () => {
    const stated = rowsOf('What is planted').map(([name, , ...numbers]) => [name, ...numbers]);
    const text = (value: number | undefined) => (value === undefined ? '–' : String(value));
    expect(stated).toEqual(
      channels.map(({ name, response }) => [
        name,
        text(response?.retentionPerDay),
        text(response?.maxOrdersPerPersonDay),
        text(response?.halfSaturation),
      ]),
    );
  });

  it('shows what its example prints', () => {
    const options = { seed: 1, now: new Date('2026-11-24T12:00:00Z') };
    const tracked = simulateShop(options)
      .visitsByDay.flat()
      .filter(({ basket, person }) => basket && person.analyticsConsent);
    expect(rowsOf('Why')).toEqual(
      truth(options).map((row) => [
        row.channel,
        String(tracked.filter(({ channel }) => channel.name === row.channel).length),
        String(row.tracked.incrementalOrders),
      ]),
    );
  });
});
