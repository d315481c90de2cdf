import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseScaled, readPathsCsv } from '@stellwerk/attribution';
import fc from 'fast-check';
import { openAcknowledgedList } from './acknowledged-list.js';
import type { SegmentCall } from './call.js';
import { formatDecimal, shares } from './decimal-shares.js';
import { readCalls } from './events-file.js';
import { JOURNEYS_END, journeyCalls } from './journeys.js';
import { type PathRow, readPathRows } from './paths-file.js';
import { callsOf, planReplay, type ReplayFormat } from './plan.js';
import { replayConsent } from './replay-source.js';

const HOUR_MS = 3_600_000;
const PATHS_HEADER = 'path,total_conversions,total_conversion_value,total_null\n';
const options = { splitDevices: true, currency: 'EUR', end: JOURNEYS_END };
const row = (path: string, conversions: number, nulls: number, value = '0', occurrence = 0): PathRow => ({
  content: JSON.stringify([path, conversions, value, nulls]),
  occurrence,
  channels: path.split(','),
  conversions,
  value: parseScaled(value),
  nulls,
});

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('journeys of a row', () => {
  it('are page views an hour apart, an order after the last of those that convert, and a login on each device', () => {
    const calls = [...journeyCalls(row('a,b,c', 1, 1, '2.5'), options)];
    expect(calls.map(({ type, event }) => event ?? type)).toEqual([
      ...['page', 'page', 'page', 'Order Completed', 'identify', 'identify'],
      ...['page', 'page', 'page', 'identify', 'identify'],
    ]);
    const times = calls.slice(0, 6).map(({ timestamp }) => Date.parse(timestamp ?? ''));
    expect(times.map((time) => (JOURNEYS_END.getTime() - time) / HOUR_MS)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(calls[0]).toMatchObject({ context: { campaign: { source: 'a' } } });
    for (const { context } of calls) expect(context).toMatchObject({ consent: replayConsent });
    expect(calls[3]).toMatchObject({ properties: { total: '2.5', currency: 'EUR' } });
  });

  it('lie on two devices that one login joins', () => {
    const calls = [...journeyCalls(row('a,b,c', 1, 0, '1'), options)];
    const [first, second] = [...new Set(calls.map(({ anonymousId }) => anonymousId))];
    expect(calls.slice(0, 4).map(({ anonymousId }) => anonymousId)).toEqual([first, second, second, second]);
    expect(calls.slice(4).map(({ anonymousId, userId }) => [anonymousId, userId])).toEqual([
      [first, calls[4]?.userId],
      [second, calls[4]?.userId],
    ]);
  });

  it('stay on one device when they are of one touch, or are not to be split', () => {
    expect([...journeyCalls(row('a', 1, 0, '1'), options)].map(({ type }) => type)).toEqual(['page', 'track']);
    const whole = [...journeyCalls(row('a,b', 0, 1), { ...options, splitDevices: false })];
    expect(new Set(whole.map(({ anonymousId }) => anonymousId)).size).toBe(1);
  });

  it('have ids of their own, the same every time', () => {
    const of = (occurrence: number) => [...journeyCalls(row('a,b', 2, 2, '3', occurrence), options)];
    expect(of(0)).toEqual(of(0));
    const ids = [...of(0), ...of(1)].map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('share the value of a row exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 1, max: 40 }), (value, count) => {
        const parts = shares(value, count);
        expect(parts).toHaveLength(count);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(value);
        expect(parts.map((part) => parseScaled(formatDecimal(part)))).toEqual(parts);
      }),
    );
  });

  it.each([
    ['30.7346153846154', '30.734615384615'],
    ['0.0000000000005', '0.000000000001'],
    ['-1.50', '-1.5'],
    ['7', '7'],
  ])('read %s as %s', (text, expected) => {
    expect(formatDecimal(parseScaled(text))).toBe(expected);
  });
});

describe('the plan of a file', () => {
  const cell = fc.record({
    path: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }),
    conversions: fc.nat(3),
    nulls: fc.nat(3),
  });
  const file = join(mkdtempSync(join(tmpdir(), 'plan-')), 'paths.csv');
  afterAll(() => rmSync(dirname(file), { recursive: true }));

  it('counts the calls that will be sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 6 }), fc.boolean(), async (rows, splitDevices) => {
        fc.pre(rows.some(({ conversions, nulls }) => conversions + nulls > 0));
        const lines = rows.map(({ path, conversions, nulls }) => `${path.join(' > ')},${conversions},,${nulls}`);
        writeFileSync(file, `path,total_conversions,total_conversion_value,total_null\n${lines.join('\n')}\n`);
        const plan = await planReplay(file, 'paths', { splitDevices });
        const calls = await collect(callsOf(file, 'paths', { ...options, splitDevices }));
        expect(plan?.calls).toBe(calls.length);
        expect(plan?.conversions).toBe(calls.filter(({ type }) => type === 'track').length);
        expect(plan?.touches).toBe(calls.filter(({ type }) => type === 'page').length);
      }),
      { numRuns: 30 },
    );
  });

  it.each<[title: string, format: ReplayFormat, text: string, code: string, message: string]>([
    ['a late line', 'paths', `${PATHS_HEADER}"a",1,1,0\n"a",1,x,0\n`, 'ATT_LINE_INVALID', 'line 3'],
    ['a late call', 'events', '{"type":"page","userId":"u"}\n{"type":"pages"}\n', 'CLI_LINE_INVALID', 'line 2: type'],
    ['no journey', 'paths', `${PATHS_HEADER}"a",0,0,0\n`, 'CLI_NOTHING_TO_SEND', 'nothing to send'],
    ['no call', 'events', '\n\n', 'CLI_NOTHING_TO_SEND', 'nothing to send'],
  ])('is refused for %s, before anything is sent', async (_title, format, text, code, message) => {
    writeFileSync(file, text);
    await expect(planReplay(file, format, options)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it('is refused for a file that is not there, and unknown for one that is read only once', async () => {
    await expect(planReplay(`${file}.missing`, 'paths', options)).rejects.toMatchObject({
      code: 'CLI_FILE_UNREADABLE',
      message: expect.stringContaining('no such file'),
    });
    expect(await planReplay('/dev/null', 'paths', options)).toBeNull();
  });
});

describe('the list of acknowledged calls', () => {
  it('holds an id a line once it is closed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'acknowledged-'));
    const list = await openAcknowledgedList(join(folder, 'ids'));
    for (const id of ['a', 'b']) list.add(id);
    await list.close();
    expect(readFileSync(join(folder, 'ids'), 'utf8')).toBe('a\nb\n');
    rmSync(folder, { recursive: true });
    await expect(openAcknowledgedList(join(folder, 'ids'))).rejects.toMatchObject({ code: 'CLI_FILE_UNREADABLE' });
  });
});

describe('files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'replay-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (text: string) => {
    const file = join(folder, 'input');
    writeFileSync(file, text);
    return file;
  };
  const HEADER = '"path","total_conversions","total_conversion_value","total_null"\n';

  it('of paths count equal rows, however they are spelled', async () => {
    const rows = await collect(readPathRows(write(`${HEADER}"a > b",1,1.50,0\n"a>b",1,1.5,0\n"b",0,0,2\n`)));
    expect(rows.map(({ occurrence, channels }) => [channels, occurrence])).toEqual([
      [['a', 'b'], 0],
      [['a', 'b'], 1],
      [['b'], 0],
    ]);
    expect(rows[0]?.content).toBe(rows[1]?.content);
  });

  it('of paths may lack values, as they may for attribution', async () => {
    const file = write(`${HEADER}"a",1,NA,0\n"b",1,,1\n"c",1e+00,2,0`);
    const rows = await collect(readPathRows(file));
    expect(rows.map(({ value, conversions }) => [value, conversions])).toEqual([
      [0n, 1],
      [0n, 1],
      [parseScaled('2'), 1],
    ]);
    expect((await readPathsCsv(file)).totals()).toEqual({ journeys: 4, conversions: 3, value: 2, nulls: 1 });
  });

  it.each([
    [`${HEADER}"a",x,1,0\n`, 'ATT_LINE_INVALID', 'line 2, total_conversions'],
    [`${HEADER}"a",1,1,-1\n`, 'ATT_LINE_INVALID', 'total_null'],
    [`${HEADER}"a >",1,1,0\n`, 'ATT_LINE_INVALID', 'channel is empty'],
    [`${HEADER}"a",0,1,1\n`, 'ATT_LINE_INVALID', 'without a conversion'],
    ['path,total_null\na,1\n', 'ATT_COLUMN_MISSING', 'total_conversions is missing'],
  ])('of paths are refused by line and column: %j', async (text, code, message) => {
    await expect(collect(readPathRows(write(text)))).rejects.toMatchObject({
      code,
      message: expect.stringContaining(message),
    });
  });

  it('of calls keep their ids, and give calls without one an id of their content', async () => {
    const line = JSON.stringify({ type: 'page', anonymousId: 'v1' });
    const own = JSON.stringify({ type: 'track', event: 'X', messageId: 'mine', userId: 'u1', added: { later: true } });
    const file = write(`${line}\n\n${line}\n${own}\n`);
    const calls: SegmentCall[] = await collect(readCalls(file));
    expect(calls.map(({ type }) => type)).toEqual(['page', 'page', 'track']);
    expect(calls[2]).toMatchObject({ messageId: 'mine', added: { later: true } });
    expect(new Set(calls.map(({ messageId }) => messageId)).size).toBe(3);
    expect(await collect(readCalls(file))).toEqual(calls);
  });

  it.each([
    ['{"type":"page"\n', 'line 1: not JSON'],
    ['{"type":"page","userId":"u"}\n{"type":"pages"}\n', 'line 2: type'],
    ['{"type":"page"}\n', 'line 1: userId: a call needs a userId or an anonymousId'],
    ['{"type":"track","userId":"u"}\n', 'line 1: event'],
    ['{"type":"track","userId":"u","event":"X","properties":"red"}\n', 'line 1: properties'],
    ['{"type":"group","userId":"u"}\n', 'line 1: groupId'],
    ['{"type":"alias","userId":"u"}\n', 'line 1: previousId'],
    ['{"type":"page","userId":7}\n', 'line 1: userId'],
    ['{"type":"page","userId":"u","timestamp":"yesterday"}\n', 'line 1: timestamp: is no date'],
    ['[]\n', 'line 1: the line'],
  ])('of calls are refused by line: %j', async (text, message) => {
    await expect(collect(readCalls(write(text)))).rejects.toMatchObject({
      code: 'CLI_LINE_INVALID',
      message: expect.stringContaining(message),
    });
  });

  it('that do not exist are named', async () => {
    const missing = join(folder, 'missing');
    await expect(collect(readCalls(missing))).rejects.toMatchObject({ code: 'CLI_FILE_UNREADABLE' });
    await expect(collect(readPathRows(missing))).rejects.toMatchObject({ code: 'ATT_FILE_UNREADABLE' });
  });
});
