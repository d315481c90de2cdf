import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Resident memory in bytes per process id, as `ps` sees it; ids of processes that are gone are missing. */
export async function residentBytes(pids: readonly number[]): Promise<Map<number, number>> {
  if (pids.length === 0) return new Map();
  try {
    const { stdout } = await run('ps', ['-o', 'pid=,rss=', '-p', pids.join(',')]);
    return parseResident(stdout);
  } catch (error) {
    // `ps` fails when none of the processes is left.
    if ((error as { code?: unknown }).code === 1) return new Map();
    throw error;
  }
}

/** Lines of process id and kibibytes. */
export function parseResident(text: string): Map<number, number> {
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return new Map(rows.flatMap(([pid, kibibytes]) => (pid && kibibytes ? [[pid, kibibytes * 1_024]] : [])));
}
