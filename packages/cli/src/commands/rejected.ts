import { readFile } from 'node:fs/promises';
import { StellwerkError } from '@stellwerk/contracts';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { unreadable } from '../platform/unreadable.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseName, parseUuid, wholeNumber } from './options.js';
import { type OriginalOptions, unpackOriginal, withOriginalOptions, writeOriginal } from './original.js';

interface Rejected {
  readonly rejectedId: string;
  readonly at: string;
  readonly code: string;
  readonly field?: string;
  readonly hasOriginal: boolean;
  readonly keptBytes?: number;
}

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

/** What the door answers to a replay. */
interface Accepted {
  readonly kept: number;
  readonly rejected: number;
  readonly withoutConsent: number;
}

type SendCommand = TenantCommand & { readonly json?: boolean };
type ShowCommand = TenantCommand & OriginalOptions & { readonly unpack?: boolean };

interface TenantCommand {
  readonly tenant: string;
}

/** `rejected list | show | fix | replay`: what the door refused. */
export function addRejectedCommands(program: Command, context: CliContext): void {
  const rejected = program
    .command('rejected')
    .description('requests and events that the door refused, kept under seal');
  const question = async <Answer>(path: string, more: object) =>
    ask<Answer>(await findEndpoints(context.environment), 'tracking', { path, signal: context.signal, ...more });
  const send = async (id: string, { tenant, json }: SendCommand, fixed?: string) => {
    const body = { tenant, ...(fixed !== undefined && { fixed }) };
    const answer = await question<Accepted>(`/v1/rejected/${encodeURIComponent(id)}/replay`, { method: 'POST', body });
    const { kept, rejected: refused, withoutConsent } = answer;
    context.write(
      json
        ? JSON.stringify(answer)
        : `${kept} kept, ${refused} refused anew, ${withoutConsent} without consent to keep`,
    );
    if (refused > 0) throw new StellwerkError(errors.STILL_REFUSED, { refused, tenant });
  };
  withExamples(
    rejected
      .command('list')
      .description('list the newest with code and field')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--limit <number>', 'most that are shown', wholeNumber(1, 1_000), 50)
      .option('--json', 'one JSON document')
      .action(async ({ tenant, limit, json }: TenantCommand & { limit: number; json?: boolean }) => {
        const { rejected: found } = await question<{ rejected: Rejected[] }>('/v1/rejected', {
          query: { tenant, limit },
        });
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
      const answer = await question<Opened>(path, { query: { tenant } });
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
  withExamples(
    rejected
      .command('fix')
      .description('send mended bytes in place of the original, not packed, as of the time it came')
      .argument('<id>', 'id as listed', parseUuid)
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .requiredOption('--file <path>', 'mended body, or event where a single event was refused')
      .option('--json', 'one JSON document')
      .action(async (id: string, { file, ...options }: SendCommand & { file: string }) => {
        const bytes = await readFile(file).catch((error: unknown) => {
          throw unreadable(file, error);
        });
        await send(id, options, bytes.toString('base64'));
      }),
    'stellwerk rejected fix 5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b --tenant demo --file mended.json',
  );
  withExamples(
    rejected
      .command('replay')
      .description('send the original through the door again, after its cause was removed')
      .argument('<id>', 'id as listed', parseUuid)
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--json', 'one JSON document')
      .action((id: string, options: SendCommand) => send(id, options)),
    'stellwerk rejected replay 5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b --tenant demo',
  );
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
