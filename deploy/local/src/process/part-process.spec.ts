import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLifeline } from './lifeline.js';
import { PartProcess, type ProcessSpec } from './part-process.js';
import { isAlive, type ProcessRecord, recordOf } from './process-identity.js';

const program = (script: string, stopTimeoutMs = 5_000): ProcessSpec => ({
  argv: [process.execPath, '-e', script],
  env: {},
  cwd: '/',
  stopTimeoutMs,
});

const FOREVER = 'setInterval(() => {}, 1000); console.log("up");';

/** Starts a program and waits for its first line. */
async function started(spec: ProcessSpec): Promise<PartProcess> {
  const up = Promise.withResolvers<string>();
  const part = await PartProcess.start(spec, up.resolve);
  await up.promise;
  return part;
}

describe('part process', () => {
  it('passes on output line by line and how it ended', async () => {
    const lines: string[] = [];
    const script = 'console.log("a\\nb"); console.error("c"); process.exitCode = 3';
    const part = await PartProcess.start(program(script), (line) => lines.push(line));
    expect(await part.exited).toEqual({ code: 3, signal: null });
    expect(lines.sort()).toEqual(['a', 'b', 'c']);
    expect(part.running).toBe(false);
  });

  it('reaches the program itself with signals', async () => {
    const part = await started(program(FOREVER));
    part.signal('SIGKILL');
    expect(await part.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('lets a program finish its own stop', async () => {
    const part = await started(program(`process.on('SIGTERM', () => process.exit(0)); ${FOREVER}`));
    expect(await part.stop()).toEqual({ code: 0, signal: null });
  });

  it('forces a program that ignores the request', async () => {
    const part = await started(program(`process.on('SIGTERM', () => {}); ${FOREVER}`, 200));
    expect(await part.stop()).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('passes on no environment but the one given', async () => {
    const lines: string[] = [];
    const spec = { ...program('console.log(Object.keys(process.env).sort().join())'), env: { ONLY: '1' } };
    const part = await PartProcess.start(spec, (line) => lines.push(line));
    await part.exited;
    expect(lines[0]?.split(',').filter((name) => !['PWD', 'SHLVL', '_', 'OLDPWD'].includes(name))).toEqual(['ONLY']);
  });

  it('says when the program does not exist', async () => {
    const lines: string[] = [];
    const part = await PartProcess.start({ ...program(''), argv: ['/does/not/exist'] }, (line) => lines.push(line));
    expect(await part.exited).toMatchObject({ code: 127 });
    expect(lines.join()).toContain('/does/not/exist');
  });
});

describe('lifeline', () => {
  it.each([
    ['a program that obeys', '', 5],
    ['a program that ignores the request', "process.on('SIGTERM', () => {});", 1],
  ])('ends %s when its supervisor is killed', async (_title, prelude, graceSeconds) => {
    const argv = withLifeline([process.execPath, '-e', `${prelude} ${FOREVER}`], graceSeconds);
    const supervisor = spawn(process.execPath, ['-e', SUPERVISOR, JSON.stringify(argv)]);
    let child: ProcessRecord | undefined;
    for await (const chunk of supervisor.stdout) {
      child = recordOf(Number(String(chunk)));
      break;
    }
    if (!child) throw new Error('the program did not start');
    expect(isAlive(child)).toBe(true);
    supervisor.kill('SIGKILL');
    await once(supervisor, 'exit');
    for (let i = 0; i < 300 && isAlive(child); i++) await sleep(50);
    expect(isAlive(child)).toBe(false);
  });
});

/** Runs a command line under a lifeline and prints its process id as soon as it is up. */
const SUPERVISOR = `
  const [program, ...args] = JSON.parse(process.argv[1]);
  const options = { detached: true, stdio: ['ignore', 'pipe', 'inherit', 'pipe'] };
  const child = require('node:child_process').spawn(program, args, options);
  child.stdout.once('data', () => console.log(child.pid));
`;
