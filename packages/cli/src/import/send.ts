import { type ImportKind, type ImportMapping, StellwerkError } from '@stellwerk/contracts';
import type { Problem } from '@stellwerk/import';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { ask } from '../platform/ask.js';
import { patiently } from '../platform/patiently.js';
import { settle } from '../platform/settled.js';
import { formatNumber } from '../render/number.js';
import type { CheckedFile } from './check-local.js';
import type { ImportCommand } from './options.js';
import { importProgress } from './progress.js';
import type { Target } from './target.js';
import { type ImportView, upload } from './uploader.js';

/** How long a platform that does not answer is asked again. */
const PATIENCE_MS = 600_000;
const BEGIN_LIMIT_MS = 60_000;

/** What sending a file needs to know. */
export interface Sending extends Target {
  readonly options: ImportCommand;
  readonly context: CliContext;
  /** Told of every problem that only the platform can see, such as sales that were counted before. */
  readonly problem: (problem: Problem) => Promise<void>;
}

/** Sends the good rows of a file, and the bad ones to be kept; resolves when all is durable, or queryable. */
export async function send(
  kind: ImportKind,
  mapping: ImportMapping,
  checked: CheckedFile,
  sending: Sending,
): Promise<ImportView> {
  const { endpoints, tenant, source, options, context, problem } = sending;
  const { check, fingerprint, textBytes } = checked;
  if (check.bad * 100 > check.rows * options.maxBad) {
    throw new StellwerkError(errors.TOO_MANY_BAD_ROWS, { bad: check.bad, rows: check.rows });
  }
  const format = checked.source.textFormat;
  const body = { tenant, source, kind: kind.name, format, fingerprint, bytes: textBytes, mapping };
  const { signal } = context;
  const waiting = (problem: string) => context.report(`waits: ${problem}`);
  const patience = { patienceMs: PATIENCE_MS, signal, waiting };
  // A repetition finds the import that the first attempt began.
  const begin = { method: 'POST' as const, path: '/v1/imports', body, signal, limitMs: BEGIN_LIMIT_MS };
  const begun = await patiently(() => ask<ImportView>(endpoints, 'tracking', begin), patience);
  if (begun.offset > 0) {
    const before = formatNumber(begun.counts.rows);
    context.report(`goes on after ${before} rows; what the platform refused of those is in "stellwerk rejected list"`);
  }
  const progress = importProgress(context);
  const view = await upload(checked.source.text(), begun, {
    endpoints,
    tenant,
    patience,
    progress: async (now) => {
      for (const found of now.problems ?? []) if (isOfPlatform(found)) await problem(found);
      progress.sent(now.counts.rows - begun.counts.rows, check.rows - begun.counts.rows, now.offset / textBytes);
    },
  });
  if (view.state !== 'finished') throw new StellwerkError(errors.IMPORT_ENDED, { state: view.state });
  if (options.wait) {
    await settle({
      kafka: endpoints.kafka,
      timeoutMs: options.timeout * 1_000,
      signal,
      progress: (waiting) => context.report(`${formatNumber(waiting)} messages on their way to ClickHouse`),
    });
  }
  return view;
}

/** Everything else was seen when the file was read here. */
const isOfPlatform = ({ code, column }: Problem): boolean =>
  !code.startsWith('IMP_') || code === 'IMP_ALREADY_COUNTED' || (code === 'IMP_OUT_OF_BOUNDS' && column === undefined);
