import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { statePaths } from '../paths.js';
import { down } from './down.js';
import { followLines, lastLines } from './log-lines.js';
import { logs } from './logs.js';
import { duration, renderStatus, status } from './status.js';

let stateDir: string;
let written: string[];
const write = (line: string) => void written.push(line);
beforeEach(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'stellwerk-commands-'));
  written = [];
});
afterEach(() => rm(stateDir, { recursive: true }));

describe('status', () => {
  it('prints one aligned row per part', () => {
    const report = {
      phase: 'ready' as const,
      pid: 7,
      startedAt: '2026-11-24T10:00:00.000Z',
      portBase: 4600,
      residentBytes: 1,
      parts: [
        {
          name: 'kafka',
          state: 'ready' as const,
          pid: 8,
          port: 4620,
          restarts: 0,
          since: '2026-11-24T10:00:00.000Z',
          reason: null,
          residentBytes: 300_000_000,
        },
        {
          name: 'tracking',
          state: 'waiting' as const,
          pid: null,
          port: 4601,
          restarts: 12,
          since: '2026-11-24T10:02:50.000Z',
          reason: 'tracking ended by itself: code 1, x',
          residentBytes: null,
        },
      ],
    };
    expect(renderStatus(report, new Date('2026-11-24T10:03:00Z')).split('\n')).toEqual([
      'stack ready, supervisor process 7, ports from 4600',
      'part      state    process  port  restarts  for  memory  reason',
      'kafka     ready    8        4620  0         3m   300 MB',
      'tracking  waiting  -        4601  12        10s  -       tracking ended by itself: code 1, x',
    ]);
  });

  it.each([
    [-5, '0s'],
    [119_999, '119s'],
    [120_000, '2m'],
    [7_200_000, '2h'],
    [172_800_000, '2d'],
  ])('%i ms is %s', (ms, text) => {
    expect(duration(ms)).toBe(text);
  });

  it('says that nothing runs', async () => {
    await expect(status({ stateDir, write })).rejects.toMatchObject({
      code: 'LOC_NOT_RUNNING',
      fix: expect.stringContaining('stellwerk up'),
    });
  });
});

describe('down', () => {
  it('has nothing to do when nothing runs', async () => {
    await down({ stateDir, write });
    expect(written).toEqual([`no stack runs on ${stateDir}`]);
  });

  it('clears the file of a supervisor that vanished', async () => {
    const supervisor = { pid: process.pid, identity: 'an earlier process' };
    const content = { version: 1, supervisor, startedAt: '', portBase: 4600, controlPort: 4630, parts: [] };
    await writeFile(statePaths(stateDir).supervisorFile, JSON.stringify(content));
    await down({ stateDir, write });
    await down({ stateDir, write });
    expect(written).toEqual([
      'the supervisor was gone already; nothing had to be ended',
      `no stack runs on ${stateDir}`,
    ]);
  });
});

describe('logs', () => {
  it.each([
    ['an unknown part', 'nobody', 'LOC_UNKNOWN_PART'],
    ['a path', '../secrets/x', 'LOC_UNKNOWN_PART'],
    ['a part without a log', 'kafka', 'LOC_NO_LOG'],
  ])('refuses %s', async (_title, part, code) => {
    await expect(logs({ stateDir, part, write })).rejects.toMatchObject({ code });
  });

  it.each([
    [0, []],
    [2, ['b', 'c']],
    [10, ['a', 'b', 'c']],
  ])('reads the last %i lines', async (count, expected) => {
    const file = join(stateDir, 'x.log');
    await writeFile(file, 'a\nb\nc\n');
    expect(await lastLines(file, count)).toEqual({ text: expected, endBytes: 6 });
  });

  it('follows new lines, also into the next file', async () => {
    const file = join(stateDir, 'x.log');
    await writeFile(file, 'old\n');
    const until = new AbortController();
    const following = followLines(file, 4, write, until.signal);
    const expectLines = async (lines: string[]) => {
      for (let i = 0; i < 500 && written.length < lines.length; i++) await sleep(20);
      expect(written).toEqual(lines);
    };
    await appendFile(file, 'one\nhal');
    await expectLines(['one']);
    await appendFile(file, 'f\n');
    await expectLines(['one', 'half']);
    await rename(file, `${file}.1`);
    await writeFile(file, 'two\n');
    await expectLines(['one', 'half', 'two']);
    until.abort();
    await following;
  });
});
