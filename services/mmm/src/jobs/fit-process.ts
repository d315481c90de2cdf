import { readFile } from 'node:fs/promises';
import { StellwerkError } from '@stellwerk/contracts';
import { type CarriedError, carried } from '../carried-error.js';
import type { MmmSpec } from '../domain/spec/mmm-spec.js';
import { errors } from '../errors.js';
import { fitRecord } from '../registry/fit-record.js';
import { decodePanel } from '../registry/panel-file.js';
import { type FitInput, fitRun } from '../run/fit-run.js';
import type { FitProgress } from './fit-runner.js';

/** What a fit's process tells the service. */
export type ProcessMessage =
  | { readonly kind: 'progress'; readonly progress: FitProgress }
  | { readonly kind: 'memory'; readonly bytes: number }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly error: CarriedError };

// One process, one fit: see `child-fits.ts`.
const MEMORY_EVERY_MS = 1_000;
const [recordFile = '', panelFile = '', runFolder = '', workers = '1'] = process.argv.slice(2);
// Without the service nobody would hear of the result.
process.once('disconnect', () => process.exit(1));
const watch = setInterval(() => tell({ kind: 'memory', bytes: process.memoryUsage.rss() }), MEMORY_EVERY_MS);

try {
  const record = fitRecord.parse(JSON.parse(await readFile(recordFile, 'utf8')));
  const input = {
    runId: record.runId,
    command: record.command,
    // The service filled in all defaults before it wrote the record.
    specification: record.specification as unknown as MmmSpec,
    panel: decodePanel(await readFile(panelFile), panelFile),
    warnings: record.warnings,
    folder: runFolder,
    workers: Number(workers),
  };
  await fitFromCheckpoint(input);
  await told({ kind: 'done' });
} catch (error) {
  // A defect ends the process as it is.
  if (!(error instanceof StellwerkError)) throw error;
  await told({ kind: 'refused', error: carried(error) });
}
clearInterval(watch);
process.exit(0);

/** Goes on from the checkpoint of a former start. One that is damaged or of a former version is no reason to fail: the fit begins anew. */
async function fitFromCheckpoint(input: Omit<FitInput, 'resume'>): Promise<void> {
  const run = {
    now: () => new Date(),
    progress: (progress: FitProgress) => tell({ kind: 'progress', progress }),
  };
  try {
    await fitRun({ ...input, resume: true }, run);
  } catch (error) {
    if (!(error instanceof StellwerkError) || error.code !== errors.CHECKPOINT_UNFIT.code) throw error;
    await fitRun({ ...input, resume: false }, run);
  }
}

function tell(message: ProcessMessage): void {
  process.send?.(message);
}

function told(message: ProcessMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(message, undefined, undefined, () => resolve());
    else resolve();
  });
}
