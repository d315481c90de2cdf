import { readFile } from 'node:fs/promises';
import { getSystemErrorMessage } from 'node:util';
import { StellwerkError } from '@stellwerk/contracts';
import { parseDocument } from 'yaml';
import { readPanelCsv } from '../adapters/panel-csv.js';
import { dataColumnsOf } from '../domain/data/spec-columns.js';
import type { Panel } from '../domain/panel.js';
import { fillDefaults } from '../domain/spec/fill-defaults.js';
import type { MmmSpec } from '../domain/spec/mmm-spec.js';
import { parseSpec } from '../domain/spec/parse-spec.js';
import { errors } from '../errors.js';
import { type SamplingChoice, withExperiments, withSampling } from './choices.js';

/** What is fitted, checked as far as it can be without fitting. */
export interface RunInputs {
  readonly panel: Panel;
  readonly specification: MmmSpec;
  readonly warnings: readonly { readonly code: string; readonly text: string }[];
}

export interface RunFiles {
  /** CSV, a row per geo and period. */
  readonly data: string;
  /** YAML. */
  readonly specification: string;
  /** YAML, a list of experiments beside those of the specification. */
  readonly experiments?: string | undefined;
}

/**
 * Reads the files of a fit; the specification first, so that an error in it is known before the data are read.
 * @param today ISO date: no period may begin after it
 * @throws StellwerkError MMM_SPEC_…, MMM_EXPERIMENT_INVALID, MMM_FILE_UNREADABLE; DataError with all that is wrong with the data
 */
export async function readRunFiles(files: RunFiles, today: string, choice: SamplingChoice = {}): Promise<RunInputs> {
  const experiments = files.experiments === undefined ? [] : parseExperiments(await textOf(files.experiments));
  const spec = withExperiments(withSampling(parseSpec(await textOf(files.specification)), choice), experiments);
  const { panel, warnings } = await readPanelCsv(files.data, dataColumnsOf(spec), { today });
  return { panel, specification: fillDefaults(spec, panel), warnings };
}

function parseExperiments(text: string): readonly unknown[] {
  const document = parseDocument(text, { prettyErrors: true });
  const [syntax] = document.errors;
  const refuse = (problem: string) =>
    new StellwerkError(errors.EXPERIMENT_INVALID, { experiment: '(file)', field: '(root)', problem });
  if (syntax) throw refuse(syntax.message.split('\n')[0] ?? 'is no YAML');
  const list: unknown = document.toJS({ maxAliasCount: 100 });
  if (!Array.isArray(list)) throw refuse('must be a list of experiments');
  return list;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { errno } = error as NodeJS.ErrnoException;
    if (errno === undefined) throw error;
    throw new StellwerkError(errors.FILE_UNREADABLE, { file, problem: getSystemErrorMessage(errno) }, { cause: error });
  }
}
