import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import type { RunSummary } from '../domain/run-summary.js';
import { errors } from '../errors.js';
import type { FitRegistry } from '../registry/registry.js';
import { SUMMARY_FILE } from './run-files.js';

const FORMAT = 'stellwerk.mmm.run.v1';

/** Reads the summary of a run folder. @throws StellwerkError MMM_RUN_DAMAGED where it is not there or is none */
export async function readSummary(folder: string): Promise<RunSummary> {
  const file = join(folder, SUMMARY_FILE);
  const damaged = (problem: string) => new StellwerkError(errors.RUN_DAMAGED, { file, problem });
  const text = await readFile(file, 'utf8').catch(() => {
    throw damaged('it cannot be read');
  });
  let summary: RunSummary;
  try {
    summary = JSON.parse(text);
  } catch {
    throw damaged('it is no JSON');
  }
  if (summary?.format !== FORMAT) throw damaged(`it is no ${FORMAT}`);
  return withNumbers(summary);
}

/** JSON writes null for a figure that is not finite; where a number must stand, that is NaN again. */
function withNumbers(summary: RunSummary): RunSummary {
  const numbers = <Row extends object>(rows: readonly Row[]): Row[] =>
    rows.map((row) => {
      const entries = Object.entries(row).map(([key, value]) => [key, value === null ? Number.NaN : value]);
      return Object.assign({ ...row }, Object.fromEntries(entries));
    });
  const { fit, holdout, review, parameters } = summary;
  return {
    ...summary,
    fit: numbers(fit),
    holdout: holdout && numbers(holdout),
    review: numbers(review),
    parameters: numbers(parameters),
  };
}

/** The same by the id of a run in a registry. */
export const readSummaryOf =
  (registry: FitRegistry) =>
  (runId: string): Promise<RunSummary> =>
    readSummary(registry.folderOf(runId).run);
