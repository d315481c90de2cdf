import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { Part } from '../part.js';
import type { PartStatus } from './part-status.js';
import { SupervisedPart } from './supervised-part.js';

/** A program that is ready when it has written its file, and says what it is told. */
const READY = `require('node:fs').writeFileSync(process.argv[1], ''); setInterval(() => {}, 1000); console.log('up');`;

describe('supervised part', () => {
  let folder: string;
  let readyFile: string;
  let logFile: string;
  let changes: PartStatus[];
  let part: SupervisedPart;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stellwerk-part-'));
    readyFile = join(folder, 'ready');
    logFile = join(folder, 'part.log');
    changes = [];
  });
  afterEach(async () => {
    await part.stop();
    rmSync(folder, { recursive: true });
  });

  function supervised(script: string, overrides: Partial<Part> = {}): SupervisedPart {
    const definition: Part = {
      name: 'sample',
      port: 1,
      portNames: [],
      startTimeoutMs: 10_000,
      prepare: async () => rmSync(readyFile, { force: true }),
      process: () => ({ argv: [process.execPath, '-e', script, readyFile], env: {}, cwd: '/', stopTimeoutMs: 5_000 }),
      ready: async () => existsSync(readyFile),
      explain: () => undefined,
      alarm: () => undefined,
      logFilter: () => (line) => line,
      ...overrides,
    };
    part = new SupervisedPart({
      part: definition,
      logFile,
      timings: {
        backoff: { firstMs: 10, maxMs: 50, stableMs: 60_000 },
        readyPollMs: 10,
        healthCheckMs: 20,
        healthFailures: 2,
      },
      now: () => new Date(),
      onChange: (status) => changes.push(status),
    });
    return part;
  }

  async function until(condition: () => boolean): Promise<void> {
    for (let i = 0; i < 1_500 && !condition(); i++) await sleep(10);
    expect(condition()).toBe(true);
  }

  it('is ready only when its check says so, and stopped after stop', async () => {
    await supervised(READY).start();
    expect(part.status).toMatchObject({ name: 'sample', state: 'ready', restarts: 0, reason: null });
    await part.stop();
    expect(part.status).toMatchObject({ state: 'stopped', pid: null });
  });

  it('comes back after a death, and says why it died', async () => {
    await supervised(READY).start();
    const pid = part.status.pid;
    expect(await part.kill('SIGKILL')).toBe(true);
    expect(part.ready).toBe(false);
    await until(() => part.status.state === 'ready' && part.status.restarts === 1);
    expect(part.status.pid).not.toBe(pid);
    expect(changes.find((status) => status.state === 'waiting')?.reason).toBe('sample ended by itself: signal SIGKILL');
  });

  it('gives up a first start after three deaths and quotes the last error line', async () => {
    const script = `console.error('Error: no luck'); console.error('    at here (x.js:1)'); process.exit(4)`;
    await expect(supervised(script).start()).rejects.toMatchObject({
      code: 'LOC_PART_FAILED',
      message: 'sample did not start: code 4, Error: no luck',
      fix: `see ${logFile}`,
    });
    expect(part.status.restarts).toBe(2);
    expect(readFileSync(logFile, 'utf8').match(/^Error: no luck$/gm)).toHaveLength(3);
  });

  it('does not retry a first start whose cause is known', async () => {
    const cause = new StellwerkError(errors.DISK_FULL, { part: 'sample', folder });
    await expect(supervised('process.exit(1)', { explain: () => cause }).start()).rejects.toBe(cause);
    expect(part.status.restarts).toBe(0);
  });

  it('ends a program at once whose output sounds the alarm', async () => {
    const cause = new StellwerkError(errors.DATA_CORRUPT, { part: 'sample', folder, reason: 'x' });
    const alarm = (line: string) => (line === 'up' ? cause : undefined);
    await expect(supervised(READY, { alarm, ready: async () => false }).start()).rejects.toBe(cause);
    expect(part.status.pid).toBeNull();
  });

  it('ends a program that does not become ready in time', async () => {
    const hanging = supervised(READY, { ready: async () => false, startTimeoutMs: 100 });
    await expect(hanging.start()).rejects.toMatchObject({ code: 'LOC_PART_TIMED_OUT' });
    expect(part.status.pid).toBeNull();
  });

  it('reports a part that runs but does not answer, and its recovery', async () => {
    await supervised(READY).start();
    rmSync(readyFile);
    await until(() => part.status.state === 'unhealthy');
    expect(part.status.reason).toBe('its readiness check failed 2 times');
    writeFileSync(readyFile, '');
    await until(() => part.status.state === 'ready');
    expect(part.status.restarts).toBe(0);
  });

  it('can be stopped while it starts', async () => {
    const starting = supervised(READY, { ready: async () => false }).start();
    const outcome = expect(starting).rejects.toMatchObject({ code: 'LOC_START_CANCELLED' });
    await until(() => part.status.pid !== null);
    await part.stop();
    await outcome;
    expect(part.status).toMatchObject({ state: 'stopped', pid: null });
  });

  it('logs its starts and stops, and of its output what the filter lets through', async () => {
    const filter = () => (line: string) => (line === 'secret' ? undefined : line);
    await supervised(`console.log('secret'); ${READY}`, { logFilter: filter }).start();
    await until(() => readFileSync(logFile, 'utf8').includes('up\n'));
    await part.stop();
    const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/^\S+Z \[supervisor\] process \d+ started$/),
      'up',
      expect.stringMatching(/^\S+Z \[supervisor\] stopped$/),
    ]);
  });
});
