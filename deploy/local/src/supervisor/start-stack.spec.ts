import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from './stack.js';
import { startStack } from './start-stack.js';

/** A service that notes its environment and its end, and is ready a little after its start. */
const SERVICE = `
  const { appendFileSync, writeFileSync } = require('node:fs');
  const { STELLWERK_STATE_DIR, STELLWERK_PORT } = process.env;
  writeFileSync(STELLWERK_STATE_DIR + '/environment.json', JSON.stringify(process.env));
  let ready = false;
  setTimeout(() => (ready = true), 200);
  const server = require('node:http').createServer((request, response) => {
    response.writeHead(request.url === '/health/ready' && ready ? 200 : 503).end();
  });
  server.listen(Number(STELLWERK_PORT), '127.0.0.1');
  process.on('SIGTERM', () => {
    appendFileSync(STELLWERK_STATE_DIR + '/../ends.txt', STELLWERK_STATE_DIR.split('/').at(-1) + '\\n');
    process.exit(0);
  });
`;

describe('stack of services', () => {
  let root: string;
  let stateDir: string;
  let stack: Stack | undefined;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'stellwerk-services-'));
    stateDir = join(root, 'state');
    for (const name of ['tracking', 'warehouse']) {
      await mkdir(join(root, 'services', name, 'dist'), { recursive: true });
      await writeFile(join(root, 'services', name, 'dist', 'main.js'), SERVICE);
    }
  });
  afterEach(async () => {
    await stack?.stop();
    await rm(root, { recursive: true });
  });

  const start = (only: Parameters<typeof startStack>[0]['only'] = ['tracking', 'warehouse'], more = {}) =>
    startStack({ stateDir, root, freePorts: true, ...(only && { only }), ...more });

  it('returns when every service is ready, and reports each step', async () => {
    const progress: string[] = [];
    stack = await start(undefined, { only: ['tracking'], onProgress: (line: string) => progress.push(line) });
    expect((await fetch(`${stack.url('tracking')}/health/ready`)).status).toBe(200);
    expect(progress).toEqual(['starting tracking', expect.stringMatching(/^tracking ready after \d+\.\d s$/)]);
  });

  it('tells a service where everything is, and nothing of the shell', async () => {
    stack = await start();
    const environment = JSON.parse(await readFile(join(stateDir, 'tracking', 'environment.json'), 'utf8'));
    expect(environment).toMatchObject({
      STELLWERK_HOST: '127.0.0.1',
      STELLWERK_PORT: String(stack.ports.tracking),
      STELLWERK_KAFKA_BROKERS: stack.kafkaBrokers.join(),
      STELLWERK_CLICKHOUSE_URL: stack.clickhouse.url,
      STELLWERK_CLICKHOUSE_USER: stack.clickhouse.user,
      STELLWERK_CLICKHOUSE_PASSWORD: stack.clickhouse.password,
      STELLWERK_STATE_DIR: join(stateDir, 'tracking'),
      STELLWERK_SECRETS_DIR: join(stateDir, 'secrets'),
      STELLWERK_OTLP_ENDPOINT: `http://127.0.0.1:${stack.ports.otlp}`,
    });
    const others = Object.keys(environment).filter((name) => !name.startsWith('STELLWERK_'));
    const shell = ['PWD', 'OLDPWD', 'SHLVL', '_'];
    const passedOn = ['NODE_ENV', 'PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'JAVA_HOME'];
    expect(others.filter((name) => !shell.includes(name) && !passedOn.includes(name))).toEqual([]);
  });

  it('stops in the reverse order of the start and gives the state folder free', async () => {
    stack = await start();
    await stack.stop();
    expect(await readFile(join(stateDir, 'ends.txt'), 'utf8')).toBe('tracking\nwarehouse\n');
    expect(existsSync(join(stateDir, 'supervisor.json'))).toBe(false);
    stack = await start();
  });

  it('starts a killed service again', async () => {
    stack = await start();
    expect(await stack.kill('tracking', 'SIGKILL')).toBe(true);
    await stack.whenReady('tracking', 15_000);
    expect(stack.status.find((part) => part.name === 'tracking')).toMatchObject({ state: 'ready', restarts: 1 });
  });

  it('keeps nothing running when one service cannot start', async () => {
    await expect(start(['tracking', 'identity'])).rejects.toMatchObject({
      code: 'LOC_PART_NOT_BUILT',
      message: expect.stringContaining('identity'),
      fix: 'run "npm run build"',
    });
    expect(existsSync(join(stateDir, 'supervisor.json'))).toBe(false);
  });

  it.each([0, 100])('can be cancelled %i ms after the call', async (ms) => {
    const cancel = new AbortController();
    const starting = start(undefined, { only: ['tracking'], signal: cancel.signal });
    const outcome = expect(starting).rejects.toMatchObject({ code: 'LOC_START_CANCELLED' });
    await sleep(ms);
    cancel.abort();
    await outcome;
    expect(existsSync(join(stateDir, 'supervisor.json'))).toBe(false);
  });

  it('refuses an unknown part to be signalled', async () => {
    stack = await start(['tracking']);
    await expect(stack.kill('kafka', 'SIGKILL')).rejects.toMatchObject({ code: 'LOC_UNKNOWN_PART' });
  });
});
