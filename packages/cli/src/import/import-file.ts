import { basename } from 'node:path';
import { type ImportKind, type ImportMapping, StellwerkError } from '@stellwerk/contracts';
import type { FileCheck, Problem } from '@stellwerk/import';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { formatNumber } from '../render/number.js';
import { type CheckedFile, checkLocal } from './check-local.js';
import { describeFile } from './describe.js';
import { localFile } from './local-file.js';
import type { ImportCommand } from './options.js';
import { importProgress } from './progress.js';
import { readMapping } from './read-mapping.js';
import { ReportFile } from './report-file.js';
import { send } from './send.js';
import { ProblemSummary } from './summary.js';
import { type Target, targetOf } from './target.js';
import type { ImportView } from './uploader.js';

/** Reads a file, reports what is wrong with it, and sends the rest. @throws CLI_ROWS_REFUSED when a row is not in at the end */
export async function importFile(
  kind: ImportKind,
  path: string,
  options: ImportCommand,
  context: CliContext,
): Promise<void> {
  const mapping = await readMapping(options.mapping);
  const target = await targetOf(kind, options, context);
  const report =
    options.report === false ? undefined : new ReportFile(options.report ?? `${basename(path)}.problems.csv`);
  try {
    const checked = await check({ kind, mapping, path, report, target }, context);
    const refused = new ProblemSummary();
    const problem = async (found: Problem) => {
      refused.add(found);
      await report?.add(found);
    };
    const isSent = target !== undefined && !options.dryRun;
    const view = isSent ? await send(kind, mapping, checked, { ...target, options, context, problem }) : undefined;
    for (const line of refused.lines()) context.report(line);
    conclude(checked, view, options, context);
  } finally {
    // Who may send nothing of a file needs most to know what is wrong with it.
    await report?.close();
    if (report?.exists) context.report(`every bad row: ${report.path}`);
  }
}

interface Checking {
  readonly kind: ImportKind;
  readonly mapping: ImportMapping;
  readonly path: string;
  readonly report: ReportFile | undefined;
  readonly target: Target | undefined;
}

/** Reads the file to its end, and says what it is and what is wrong with it. */
async function check({ kind, mapping, path, report, target }: Checking, context: CliContext): Promise<CheckedFile> {
  const summary = new ProblemSummary();
  const progress = importProgress(context);
  const file = await localFile(path);
  const checked = await checkLocal(file, {
    kind,
    mapping,
    defaults: target?.defaults ?? {},
    signal: context.signal,
    problem: async (problem) => {
      summary.add(problem);
      await report?.add(problem);
    },
    progress: (rows) => progress.checked(rows, file.bytesRead() / file.byteLength),
  });
  for (const line of [...describeFile(basename(path), checked), ...summary.lines()]) context.report(line);
  return checked;
}

function conclude(
  checked: CheckedFile,
  view: ImportView | undefined,
  { json, dryRun }: ImportCommand,
  { write }: CliContext,
): void {
  const { check } = checked;
  const { importId, counts } = view ?? {};
  if (json) {
    const { problems: _problems, ...figures } = check;
    write(JSON.stringify({ ...figures, ...(view && { importId, ...counts }), dryRun: dryRun ?? false }));
  } else write(counts ? sentLine(counts) : checkedLine(check));
  const refused = counts?.rejected ?? check.bad;
  if (refused > 0) throw new StellwerkError(errors.ROWS_REFUSED, { refused, rows: counts?.rows ?? check.rows });
}

const checkedLine = ({ rows, good, bad }: FileCheck): string =>
  `${formatNumber(rows)} rows: ${formatNumber(good)} good, ${formatNumber(bad)} bad; nothing was sent`;

const sentLine = ({ rows, kept, unchanged, rejected, withoutConsent }: ImportView['counts']): string =>
  `${formatNumber(rows)} rows: ${formatNumber(kept)} imported, ${formatNumber(unchanged)} known already, ` +
  `${formatNumber(rejected)} refused, ${formatNumber(withoutConsent)} without consent`;
