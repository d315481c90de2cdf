import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { isAlive, recordOf, startMark } from './process-identity.js';

const stat = (state: string, ticks: string) =>
  `42 (my (odd) name) ${state} 1 42 42 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 ${ticks} 1000 200`;

describe('process identity', () => {
  it('recognises this process again', () => {
    const record = recordOf(process.pid);
    expect(record?.pid).toBe(process.pid);
    expect(record && isAlive(record)).toBe(true);
  });

  it('does not take another process with the same id for it', () => {
    const record = recordOf(process.pid);
    expect(record && isAlive({ ...record, identity: `${record.identity}0` })).toBe(false);
  });

  it('sees that a process has ended', async () => {
    const child = spawn('sleep', ['30']);
    const record = recordOf(child.pid as number);
    expect(record && isAlive(record)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(record && isAlive(record)).toBe(false);
  });

  it.each([
    ['a running process', stat('S', '777'), 'boot/777'],
    ['a zombie', stat('Z', '777'), undefined],
  ])('reads the start mark of %s past brackets in its name', (_title, text, expected) => {
    expect(startMark(text, 'boot')).toBe(expected);
  });
});
