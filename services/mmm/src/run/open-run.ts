import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import { restoreFit } from '../domain/model/fit-model.js';
import type { FittedMix } from '../domain/model/fitted-mix.js';
import type { Panel } from '../domain/panel.js';
import { decodePosterior } from '../domain/results/posterior-file.js';
import type { RunSummary } from '../domain/run-summary.js';
import type { MmmSpec } from '../domain/spec/mmm-spec.js';
import { errors } from '../errors.js';
import { decodePanel } from '../registry/panel-file.js';
import { evidenceOf } from './evidence-of.js';
import { readSummary } from './read-summary.js';
import { DRAWS_FILE, PANEL_FILE } from './run-files.js';

/** A run that can be asked what would have been. */
export interface OpenRun {
  readonly summary: RunSummary;
  readonly spec: MmmSpec;
  readonly panel: Panel;
  readonly fitted: FittedMix;
}

/** Opens a run folder. @throws StellwerkError MMM_RUN_DAMAGED, MMM_POSTERIOR_DAMAGED */
export async function openRun(folder: string): Promise<OpenRun> {
  const summary = await readSummary(folder);
  const read = (name: string) => {
    const file = join(folder, name);
    return readFile(file).catch(() => {
      throw new StellwerkError(errors.RUN_DAMAGED, { file, problem: 'it cannot be read' });
    });
  };
  const panel = decodePanel(await read(PANEL_FILE), join(folder, PANEL_FILE));
  const table = decodePosterior(await read(DRAWS_FILE));
  // The summary holds the specification with all defaults, as it was written by the fit.
  const spec = summary.spec as MmmSpec;
  if (panel.dataHash !== summary.dataHash) {
    throw new StellwerkError(errors.RUN_DAMAGED, { file: PANEL_FILE, problem: 'it is the data of another run' });
  }
  try {
    const options = { periods: panel.dates.length, evidence: evidenceOf(spec, panel) };
    return { summary, spec, panel, fitted: restoreFit(spec, panel, table, options).fitted };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new StellwerkError(errors.RUN_DAMAGED, { file: DRAWS_FILE, problem: error.message }, { cause: error });
  }
}
