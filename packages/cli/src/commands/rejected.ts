import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { listRejected, MOST_LISTED, type Rejected } from '../rejected/listed.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseName, parseUuid, wholeNumber } from './options.js';
import { type OriginalOptions, unpackOriginal, withOriginalOptions, writeOriginal } from './original.js';
import { addRepairCommands } from './rejected-repair.js';

interface Opened {
  readonly code: string;
  readonly field?: string;
  readonly detail?: string;
  readonly scope: 'event' | 'request';
  readonly contentType?: string;
  readonly contentEncoding?: string;
  /** Bytes as they came, all of them. */
  readonly bytes?: number;
  /** Set where the original is only its beginning: so many bytes of it. */
  readonly keptBytes?: number;
  /** Base64. */
  readonly original: string;
}

type ShowCommand = TenantCommand & OriginalOptions & { readonly unpack?: boolean };

interface TenantCommand {
  readonly tenant: string;
}

/** `rejected list | show | fix | replay`: what the door refused. */
export function addRejectedCommands(program: Command, context: CliContext): void {
  const rejected = program
    .command('rejected')
    .description('requests and events that the door refused, kept under seal');
  withExamples(
    rejected
      .command('list')
      .description('list the newest with code and field')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--limit <number>', 'most that are shown', wholeNumber(1, MOST_LISTED), 50)
      .option('--json', 'one JSON document')
      .action(async ({ tenant, limit, json }: TenantCommand & { limit: number; json?: boolean }) => {
        const found = await listRejected({ tenant, limit }, context);
        if (json) context.write(JSON.stringify(found));
        else for (const line of renderTable(COLUMNS, found)) context.write(line);
      }),
    'stellwerk rejected list --tenant demo',
  );
  withExamples(
    withOriginalOptions(
      rejected
        .command('show')
        .description(
          'show the original bytes of one, as they came, or their beginning where only that is kept; who opened it is on record',
        )
        .argument('<id>', 'id as listed', parseUuid)
        .requiredOption('--tenant <tenant>', 'tenant', parseName)
        .option(
          '--unpack',
          'unpack a body that came packed (gzip, deflate, br), so that it can be edited; a beginning, as far as it goes',
        ),
    ).action(async (id: string, { tenant, unpack, ...shown }: ShowCommand) => {
      const path = `/v1/rejected/${encodeURIComponent(id)}`;
      const { environment, signal } = context;
      const opening = { path, query: { tenant }, signal };
      const answer = await ask<Opened>(await findEndpoints(environment), 'tracking', opening);
      const packed = Buffer.from(answer.original, 'base64');
      const bytes = unpack ? await unpackOriginal(packed, answer) : packed;
      if (shown.json) {
        context.write(JSON.stringify({ ...answer, original: bytes.toString('base64') }));
        return;
      }
      for (const line of headOf(answer)) context.report(line);
      await writeOriginal(bytes, shown, context);
    }),
    'stellwerk rejected show 5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b --tenant demo',
    'stellwerk rejected show 5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b --tenant demo --unpack --out mended.json',
  );
  addRepairCommands(rejected, context);
}

function headOf(opened: Opened): string[] {
  const { code, field, detail, scope, contentType, contentEncoding, bytes, keptBytes } = opened;
  const part = `only its first ${keptBytes} of ${bytes} bytes are kept: mended bytes must come from its sender`;
  return [
    `${code}${field === undefined ? '' : ` in ${field}`}: ${detail ?? ''}`,
    `original of the ${scope}: ${[contentType, contentEncoding].filter((part) => part !== undefined).join(', ')}`,
    ...(keptBytes === undefined ? [] : [part]),
  ];
}

/** How much of an original there is to be shown. */
function keptOf({ hasOriginal, keptBytes }: Rejected): string {
  if (!hasOriginal) return 'not kept';
  return keptBytes === undefined ? 'kept' : `its first ${keptBytes} bytes`;
}

const COLUMNS = [
  { title: 'id', text: ({ rejectedId }: Rejected) => rejectedId },
  { title: 'at', text: ({ at }: Rejected) => at },
  { title: 'code', text: ({ code }: Rejected) => code },
  { title: 'field', text: ({ field }: Rejected) => field ?? '' },
  { title: 'original', text: keptOf },
];
