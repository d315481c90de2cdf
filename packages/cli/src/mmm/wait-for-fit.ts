import { setTimeout as sleep } from 'node:timers/promises';
import type { FitView } from '@stellwerk/mmm';
import type { CliContext } from '../context.js';
import { patiently } from '../platform/patiently.js';
import { progressReporter } from './progress-line.js';
import type { AskMmm } from './service.js';

const LOOK_EVERY_MS = 1_000;
const TELL_EVERY_MS = 5_000;
/** A service that is started again reads its topics first. */
const PATIENCE_MS = 300_000;

/** Waits until a fit has ended, whatever its end; tells how far it is. A service that is away is asked again. A stop of the command leaves the fit to itself. */
export async function waitForFit(
  runId: string,
  ask: AskMmm,
  { report, signal, now }: Pick<CliContext, 'report' | 'signal' | 'now'>,
): Promise<FitView> {
  const tell = progressReporter(report, () => now().getTime(), TELL_EVERY_MS);
  const waiting = (problem: string) => report(`${problem}; the fit goes on when the service is back`);
  let told = '';
  for (;;) {
    const fit = await patiently(() => ask<FitView>({ path: `/v1/fits/${runId}` }), {
      patienceMs: PATIENCE_MS,
      signal,
      waiting,
    });
    // What has passed is published a moment later.
    if (fit.endedAt !== null && fit.state !== 'fitted') return fit;
    const waits = fit.place === null ? '' : `waits, number ${fit.place} in the queue`;
    if (waits === '') tell(fit);
    else if (waits !== told) report(waits);
    told = waits;
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  }
}
