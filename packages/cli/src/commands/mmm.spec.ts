import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../testing/run-command.js';
import { parseGroup, parseLimit } from './budget-options.js';

const spec = `
data: { date: week }
outcome: { column: orders, unit: orders }
paid: [{ name: TV, spend: tv }]
`;
/** Weeks of spend and orders that follow it. */
const rows = (count: number) =>
  Array.from({ length: count }, (_, week) => {
    const spend = 100 + ((week * 37) % 50);
    const date = new Date(Date.UTC(2024, 0, 1 + 7 * week)).toISOString().slice(0, 10);
    return `${date},${50 + spend / 2 + ((week * 13) % 7)},${spend}`;
  });
const table = (lines: readonly string[]) => ['week,orders,tv', ...lines].join('\n');

describe('mmm on files', () => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cli-mmm-'));
    writeFileSync(file('spec.yaml'), spec);
    writeFileSync(file('data.csv'), table(rows(120)));
    writeFileSync(file('gap.csv'), table(rows(120).filter((_, week) => week !== 40)));
    writeFileSync(
      file('negative.csv'),
      table(rows(120).map((row, week) => (week === 7 ? row.replace(/,(\d+)$/, ',-$1') : row))),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...args: string[]) => runCommand(args, { stateDir: file('no-state') });

  it('checks data before anything is fitted', async () => {
    const { lines } = await run('mmm', 'check', file('data.csv'), '--spec', file('spec.yaml'), '--json');
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ grain: 'week', geos: 1, periods: 120, from: '2024-01-01' });
  });

  it.each<[title: string, args: () => string[], code: string]>([
    ['a gap', () => ['mmm', 'check', file('gap.csv'), '--spec', file('spec.yaml')], 'MMM_PERIOD_MISSING'],
    ['negative spend', () => ['mmm', 'check', file('negative.csv'), '--spec', file('spec.yaml')], 'MMM_NEGATIVE_MEDIA'],
    ['no such file', () => ['mmm', 'check', file('none.csv'), '--spec', file('spec.yaml')], 'MMM_FILE_UNREADABLE'],
    ['a specification that is none', () => ['mmm', 'check', file('data.csv'), '--spec', file('data.csv')], 'MMM_SPEC'],
    ['neither file nor tenant', () => ['mmm', 'fit'], 'CLI_OPTION_INVALID'],
    ['nothing to check', () => ['mmm', 'check'], 'CLI_OPTION_INVALID'],
    ['a check of a file without a specification', () => ['mmm', 'check', file('data.csv')], 'CLI_OPTION_INVALID'],
    ['a check without a platform', () => ['mmm', 'check', '--tenant', 'demo'], 'CLI_PLATFORM_NOT_FOUND'],
    [
      'a file without a specification',
      () => ['mmm', 'fit', file('data.csv'), '--out', file('run')],
      'CLI_OPTION_INVALID',
    ],
    [
      'a file without a folder',
      () => ['mmm', 'fit', file('data.csv'), '--spec', file('spec.yaml')],
      'CLI_OPTION_INVALID',
    ],
    ['no run', () => ['mmm', 'optimise', file('nothing')], 'MMM_RUN_DAMAGED'],
    [
      'runs of no platform',
      () => ['mmm', 'compare', 'b7d9f3c4-1111-5222-8333-444455550010', file('nothing')],
      'CLI_PLATFORM_NOT_FOUND',
    ],
    ['the same run twice', () => ['mmm', 'compare', 'a', 'a'], 'CLI_OPTION_INVALID'],
    [
      'two goals',
      () => ['mmm', 'optimise', file('nothing'), '--budget', '5', '--target-roi', '2'],
      'CLI_OPTION_INVALID',
    ],
    ['a step without geos', () => ['mmm', 'optimise', file('nothing'), '--geo-step', '0.2'], 'CLI_OPTION_INVALID'],
    [
      'a price that no change is about',
      () => ['mmm', 'scenario', file('nothing'), '--change', 'TV=-20%', '--other-price', 'price'],
      'CLI_OPTION_INVALID',
    ],
    ['no platform', () => ['mmm', 'list', '--tenant', 'demo'], 'CLI_PLATFORM_NOT_FOUND'],
    ['no platform for budgets', () => ['budget', 'list', '--tenant', 'demo'], 'CLI_PLATFORM_NOT_FOUND'],
  ])('refuses %s by a code', async (_title, args, code) => {
    await expect(run(...args())).rejects.toMatchObject({ code: expect.stringContaining(code) });
  });

  it.each<[text: string, limit: object]>([
    ['TV=100..500', { channel: 'TV', min: 100, max: 500 }],
    ['TV=..500', { channel: 'TV', max: 500 }],
    ['a=b=100..', { channel: 'a=b', min: 100 }],
    ['TV=locked', { channel: 'TV', locked: true }],
    ['TV=0|200..', { channel: 'TV', minimumIfOn: 200 }],
    ['TV=0|200..300.5', { channel: 'TV', minimumIfOn: 200, max: 300.5 }],
  ])('reads the limit %s', (text, limit) => {
    expect(parseLimit(text)).toEqual(limit);
  });

  it.each<[text: string, group: object]>([
    ['online:Search, Paid Social=100..', { name: 'online', channels: ['Search', 'Paid Social'], min: 100 }],
    ['all:TV=..9', { name: 'all', channels: ['TV'], max: 9 }],
  ])('reads the group %s', (text, group) => {
    expect(parseGroup(text)).toEqual(group);
  });

  it.each(['online=1..2', ':TV=1..2', 'online:=1..2', 'online:TV,=1..2', 'online:TV=locked', 'online:TV'])(
    'refuses the group %s',
    (text) => {
      expect(() => parseGroup(text)).toThrow(expect.objectContaining({ code: 'commander.invalidArgument' }));
    },
  );

  it.each(['TV', '=1..2', 'TV=..', 'TV=5..1', 'TV=-1..2', 'TV=many', 'TV=0|..5'])('refuses the limit %s', (text) => {
    expect(() => parseLimit(text)).toThrow(expect.objectContaining({ code: 'commander.invalidArgument' }));
  });
});
