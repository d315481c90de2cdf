import { stat } from 'node:fs/promises';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import { unreadable } from '../platform/unreadable.js';
import type { SegmentCall } from './call.js';
import { readCalls } from './events-file.js';
import { journeyCalls } from './journeys.js';
import { type PathRow, readPathRows } from './paths-file.js';

/** What a file holds. */
export type ReplayFormat = 'paths' | 'events';

/** How much a file holds. */
export interface ReplayPlan {
  readonly calls: number;
  /** Only of journeys. */
  readonly journeys: number;
  readonly touches: number;
  readonly conversions: number;
}

/**
 * Reads a file to its end before anything of it is sent: one line that is wrong, and nothing is. `null` where the file can be
 * read only once (a pipe).
 * @throws StellwerkError naming line and column; CLI_NOTHING_TO_SEND
 */
export async function planReplay(
  file: string,
  format: ReplayFormat,
  { splitDevices }: { readonly splitDevices: boolean },
): Promise<ReplayPlan | null> {
  const found = await stat(file).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (!found.isFile() && !found.isDirectory()) return null;
  const plan = { calls: 0, journeys: 0, touches: 0, conversions: 0 };
  if (format === 'events') for await (const _call of readCalls(file)) plan.calls += 1;
  else {
    for await (const row of readPathRows(file)) {
      const journeys = row.conversions + row.nulls;
      const touches = row.channels.length * journeys;
      plan.journeys += journeys;
      plan.touches += touches;
      plan.conversions += row.conversions;
      plan.calls += touches + row.conversions + loginsOf(row, splitDevices) * journeys;
    }
  }
  if (plan.calls === 0) throw new StellwerkError(errors.NOTHING_TO_SEND, { file });
  return plan;
}

const loginsOf = ({ channels }: PathRow, splitDevices: boolean): number =>
  splitDevices && channels.length > 1 ? 2 : 0;

export interface CallOptions {
  readonly splitDevices: boolean;
  readonly currency: string;
  /** End of every journey. */
  readonly end: Date;
}

/** The calls of a file, in order. */
export async function* callsOf(file: string, format: ReplayFormat, options: CallOptions): AsyncGenerator<SegmentCall> {
  if (format === 'events') yield* readCalls(file);
  else for await (const row of readPathRows(file)) yield* journeyCalls(row, options);
}
