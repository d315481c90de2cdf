import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type ImportKind, type ImportMapping, importKindNames, StellwerkError } from '@stellwerk/contracts';
import { type ImportDefaults, kindNamed, parseMapping, templateOf } from '@stellwerk/import';
import type { Command } from 'commander';
import { parseDocument } from 'yaml';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { type CheckedFile, checkLocal } from '../import/check-local.js';
import { describeFile } from '../import/describe.js';
import { localFile } from '../import/local-file.js';
import { importProgress } from '../import/progress.js';
import { ReportFile } from '../import/report-file.js';
import { ProblemSummary } from '../import/summary.js';
import { type ImportView, upload } from '../import/uploader.js';
import { ask } from '../platform/ask.js';
import { type Endpoints, findEndpoints } from '../platform/endpoints.js';
import { settle } from '../platform/settled.js';
import { unreadable } from '../platform/unreadable.js';
import { formatNumber } from '../render/number.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

interface ImportCommand {
  readonly tenant?: string;
  readonly source?: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly report?: string | false;
  readonly maxBad: number;
  readonly template?: string;
  readonly json?: boolean;
  readonly wait: boolean;
  readonly timeout: number;
}

/** How long a platform that does not answer is asked again. */
const PATIENCE_MS = 600_000;

/** `import`: a file of rows into the platform, or a look at what is wrong with it. */
export function addImportCommand(program: Command, context: CliContext): void {
  withExamples(
    program
      .command('import')
      .description(
        'import a file of rows (CSV, JSONL, Parquet): every row once, bad ones reported, to be repeated at will',
      )
      .argument('[kind]', `what the rows are: ${importKindNames.join(', ')}`)
      .argument('[file]', 'file, packed with gzip or not')
      .option('--tenant <tenant>', 'tenant; may be left out of a dry run', parseName)
      .option('--source <source>', 'source document that governs the rows; may be left out of a dry run', parseName)
      .option('--mapping <file>', 'YAML that says which column is which field, and how dates and numbers are written')
      .option('--dry-run', 'read the file, report every bad row, and send nothing')
      .option(
        '--report <file>',
        'where every bad row is reported, CSV or JSONL by its name; default <file>.problems.csv',
      )
      .option('--no-report', 'write no report')
      .option('--max-bad <percent>', 'send nothing when more of the rows are bad', wholeNumber(0, 100), 50)
      .option('--template <kind>', 'print a header and a mapping to begin with, and do nothing else')
      .option('--json', 'one JSON document')
      .option('--no-wait', 'return when everything is acknowledged')
      .option('--timeout <seconds>', 'longest wait until everything is queryable', wholeNumber(1, 86_400), 1_800)
      .action((kind: string | undefined, file: string | undefined, options: ImportCommand) => {
        if (options.template !== undefined) return context.write(templateOf(kindNamed(options.template)).trimEnd());
        if (kind === undefined || file === undefined) throw missing('kind and file', 'name both');
        return importFile(kindNamed(kind), file, options, context);
      }),
    'stellwerk import --template orders',
    'stellwerk import orders packages/import/examples/orders-german.csv --mapping packages/import/examples/orders-german.yaml --dry-run',
    'stellwerk import ad-cost packages/import/examples/ad-cost.csv --tenant demo --source demo-web',
  );
}

async function importFile(kind: ImportKind, path: string, options: ImportCommand, context: CliContext): Promise<void> {
  const mapping = await readMapping(options.mapping);
  const target = await targetOf(kind, options, context);
  const report =
    options.report === false ? undefined : new ReportFile(options.report ?? `${basename(path)}.problems.csv`);
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
  const view =
    options.dryRun || !target ? undefined : await send(kind, mapping, checked, { ...target, options, context });
  for (const problem of view?.serverProblems ?? []) {
    summary.add(problem);
    await report?.add(problem);
  }
  await report?.close();
  if (report?.exists) context.report(`every bad row: ${report.path}`);
  conclude(checked, view, options, context);
}

interface Target {
  readonly endpoints: Endpoints;
  readonly tenant: string;
  readonly source: string;
  readonly defaults: ImportDefaults;
}

/** The platform that the rows go to, or whose defaults a dry run is judged by; a dry run may do without. */
async function targetOf(
  kind: ImportKind,
  options: ImportCommand,
  { environment, signal }: CliContext,
): Promise<Target | undefined> {
  const { tenant, source, dryRun } = options;
  if (tenant === undefined && source === undefined && dryRun) return undefined;
  if (tenant === undefined) throw missing('--tenant', 'name the tenant');
  if (source === undefined) throw missing('--source', 'name a source document of the tenant');
  const endpoints = await findEndpoints(environment);
  const path = `/v1/import/${kind.name}`;
  const defaults = await ask<ImportDefaults>(endpoints, 'tracking', { path, query: { tenant, source }, signal });
  return { endpoints, tenant, source, defaults };
}

interface Sending extends Target {
  readonly options: ImportCommand;
  readonly context: CliContext;
}

type Sent = ImportView & { readonly serverProblems: NonNullable<ImportView['problems']> };

async function send(kind: ImportKind, mapping: ImportMapping, checked: CheckedFile, sending: Sending): Promise<Sent> {
  const { endpoints, tenant, source, options, context } = sending;
  const { check, fingerprint, textBytes } = checked;
  if (check.bad * 100 > check.rows * options.maxBad) {
    throw new StellwerkError(errors.TOO_MANY_BAD_ROWS, { bad: check.bad, rows: check.rows });
  }
  const format = checked.source.textFormat;
  const body = { tenant, source, kind: kind.name, format, fingerprint, bytes: textBytes, mapping };
  const begun = await ask<ImportView>(endpoints, 'tracking', {
    method: 'POST',
    path: '/v1/imports',
    body,
    signal: context.signal,
  });
  if (begun.offset > 0) context.report(`goes on after ${formatNumber(begun.counts.rows)} rows that are in already`);
  const progress = importProgress(context);
  // Of what only the platform can know, such as sales that were counted before.
  const serverProblems: NonNullable<ImportView['problems']>[number][] = [];
  const view = await upload(checked.source.text(), begun, {
    endpoints,
    tenant,
    signal: context.signal,
    patienceMs: PATIENCE_MS,
    progress: (now) => {
      serverProblems.push(...(now.problems ?? []).filter(({ code }) => isOfPlatform(code)));
      progress.sent(now.counts.rows - begun.counts.rows, check.rows - begun.counts.rows, now.offset / textBytes);
    },
    waiting: (problem) => context.report(`waits: ${problem}`),
  });
  if (view.state !== 'finished') throw new StellwerkError(errors.IMPORT_ENDED, { state: view.state });
  if (options.wait) {
    await settle({
      kafka: endpoints.kafka,
      timeoutMs: options.timeout * 1_000,
      signal: context.signal,
      progress: (waiting) => context.report(`${formatNumber(waiting)} messages on their way to ClickHouse`),
    });
  }
  return { ...view, serverProblems };
}

const isOfPlatform = (code: string): boolean =>
  !code.startsWith('IMP_') || code === 'IMP_ALREADY_COUNTED' || code === 'IMP_OUT_OF_BOUNDS';

function conclude(
  checked: CheckedFile,
  view: Sent | undefined,
  { json, dryRun }: ImportCommand,
  { write }: CliContext,
): void {
  const { rows, good, bad, repeated } = checked.check;
  const { importId, counts } = view ?? {};
  if (json)
    write(JSON.stringify({ rows, good, bad, repeated, ...(view && { importId, ...counts }), dryRun: dryRun ?? false }));
  else if (!counts)
    write(`${formatNumber(rows)} rows: ${formatNumber(good)} good, ${formatNumber(bad)} bad; nothing was sent`);
  else {
    write(
      `${formatNumber(counts.rows)} rows: ${formatNumber(counts.kept)} imported, ${formatNumber(counts.unchanged)} known already, ` +
        `${formatNumber(counts.rejected)} refused, ${formatNumber(counts.withoutConsent)} without consent`,
    );
  }
  const refused = counts?.rejected ?? bad;
  if (refused > 0) throw new StellwerkError(errors.ROWS_REFUSED, { refused, rows: counts?.rows ?? rows });
}

/** @throws CLI_FILE_UNREADABLE, IMP_MAPPING_INVALID */
async function readMapping(path: string | undefined): Promise<ImportMapping> {
  if (path === undefined) return parseMapping({});
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw unreadable(path, error);
  });
  const document = parseDocument(text, { prettyErrors: true });
  const [syntax] = document.errors;
  if (syntax) {
    const problem = syntax.message.split('\n')[0] ?? 'not YAML';
    throw new StellwerkError(errors.DOCUMENT_INVALID, { file: path, number: 1, problem });
  }
  return parseMapping(document.toJS({ maxAliasCount: 100 }));
}

const missing = (option: string, problem: string) => new StellwerkError(errors.OPTION_INVALID, { option, problem });
