import { setTimeout as sleep } from 'node:timers/promises';
import type { FitView } from '@stellwerk/mmm';
import type { CliContext } from '../context.js';
import { progressLine } from './progress-line.js';
import type { AskMmm } from './service.js';

const LOOK_EVERY_MS = 1_000;

/** Waits until a fit has ended, whatever its end; tells how far it is. A stop of the command leaves the fit to itself. */
export async function waitForFit(
  runId: string,
  ask: AskMmm,
  { report, signal }: Pick<CliContext, 'report' | 'signal'>,
): Promise<FitView> {
  let told = '';
  for (;;) {
    const fit = await ask<FitView>({ path: `/v1/fits/${runId}` });
    if (fit.endedAt !== null) return fit;
    const line = fit.state === 'queued' ? `waits, number ${fit.place ?? '?'} in the queue` : progressLine(fit);
    if (line !== told) report(line);
    told = line;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}
