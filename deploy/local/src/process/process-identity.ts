import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process as recorded: its id, and a mark that no later process with the same id can have. */
export interface ProcessRecord {
  readonly pid: number;
  readonly identity: string;
}

/** The record of a running process, or undefined when there is none with this id. */
export function recordOf(pid: number): ProcessRecord | undefined {
  const identity = process.platform === 'linux' ? linuxIdentity(pid) : portableIdentity(pid);
  return identity === undefined ? undefined : { pid, identity };
}

/** True while the very process of the record runs; another one that was given its id does not count. */
export function isAlive(record: ProcessRecord): boolean {
  return recordOf(record.pid)?.identity === record.identity;
}

/** Boot id and start time in clock ticks since boot (proc(5), field 22 of `stat`); a zombie counts as gone. */
function linuxIdentity(pid: number): string | undefined {
  try {
    return startMark(
      readFileSync(`/proc/${pid}/stat`, 'utf8'),
      readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    );
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** The program's name in `stat` may hold blanks and brackets, so fields are counted from the last bracket. */
export function startMark(stat: string, bootId: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  return state === 'Z' || state === 'X' ? undefined : `${bootId}/${startTicks}`;
}

function isGone(error: unknown): boolean {
  return ['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '');
}

/** Start time and command line as `ps` prints them; empty output means that there is no such process. */
function portableIdentity(pid: number): string | undefined {
  try {
    const text = execFileSync('ps', ['-o', 'state=,lstart=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return text === '' || text.startsWith('Z') ? undefined : text.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}
