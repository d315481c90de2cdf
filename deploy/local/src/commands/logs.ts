import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { partNames } from '../parts.js';
import { statePaths } from '../paths.js';
import { followLines, lastLines } from './log-lines.js';
import type { Write } from './output.js';

export interface LogsOptions {
  readonly stateDir: string;
  /** A part, or `supervisor`. */
  readonly part: string;
  /** Keep printing new lines until the signal. */
  readonly follow?: boolean;
  /** Lines of the past; default 200. */
  readonly lines?: number;
  readonly signal?: AbortSignal;
  readonly write: Write;
}

/** Prints the end of a part's log. @throws LOC_UNKNOWN_PART, LOC_NO_LOG. */
export async function logs({ stateDir, part, follow, lines = 200, signal, write }: LogsOptions): Promise<void> {
  const known = [...partNames, 'supervisor'];
  if (!known.includes(part)) throw new StellwerkError(errors.UNKNOWN_PART, { part, known: known.join(', ') });
  const file = statePaths(resolve(stateDir)).log(part);
  if (!existsSync(file)) throw new StellwerkError(errors.NO_LOG, { part, file });
  const { text, endBytes } = await lastLines(file, lines);
  for (const line of text) write(line);
  if (follow) await followLines(file, endBytes, write, signal ?? new AbortController().signal);
}
