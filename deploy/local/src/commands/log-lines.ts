import { open, stat } from 'node:fs/promises';
import { pause } from '../process/wait.js';
import type { Write } from './output.js';

/** No more than this is read from the end of a log, whatever number of lines was asked for. */
const MAX_TAIL_BYTES = 4 * 1024 * 1024;
const POLL_MS = 200;

/** The last lines of a file, and the size up to which it was read. */
export async function lastLines(file: string, count: number): Promise<{ text: string[]; endBytes: number }> {
  const { size } = await stat(file);
  const start = Math.max(0, size - MAX_TAIL_BYTES);
  const rows = (await readRange(file, start, size)).split('\n');
  if (rows.at(-1) === '') rows.pop();
  if (start > 0) rows.shift();
  return { text: count > 0 ? rows.slice(-count) : [], endBytes: size };
}

/** Writes every line that is added after `fromBytes` and before the signal, also past a turn-over of the file. */
export async function followLines(file: string, fromBytes: number, write: Write, until: AbortSignal): Promise<void> {
  let position = fromBytes;
  let rest = '';
  for (let last = false; !last; ) {
    last = until.aborted;
    const size = (await stat(file).catch(() => undefined))?.size ?? 0;
    if (size < position) position = 0;
    if (size > position) {
      const rows = (rest + (await readRange(file, position, size))).split('\n');
      rest = rows.pop() ?? '';
      for (const row of rows) write(row);
      position = size;
    }
    await pause(POLL_MS, until);
  }
}

async function readRange(file: string, start: number, end: number): Promise<string> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(end - start), 0, end - start, start);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
