import { readFile } from 'node:fs/promises';
import { StellwerkError } from '@stellwerk/contracts';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

interface Rejected {
  readonly rejectedId: string;
  readonly at: string;
  readonly code: string;
  readonly field?: string;
  readonly hasOriginal: boolean;
}

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
  const send = async (id: string, tenant: string, fixed?: string) => {
    const body = { tenant, ...(fixed !== undefined && { fixed }) };
    const answer = await question<unknown>(`/v1/rejected/${encodeURIComponent(id)}/replay`, { method: 'POST', body });
    context.write(JSON.stringify(answer));
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
    rejected
      .command('show')
      .description('print the original bytes of one; who opened it is on record')
      .argument('<id>', 'id as listed')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .action(async (id: string, { tenant }: TenantCommand) => {
        const path = `/v1/rejected/${encodeURIComponent(id)}`;
        const { original } = await question<{ original: string }>(path, { query: { tenant } });
        context.write(Buffer.from(original, 'base64').toString('utf8'));
      }),
    'stellwerk rejected show 5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b --tenant demo',
  );
  withExamples(
    rejected
      .command('fix')
      .description('send mended bytes in place of the original, as of the time it came')
      .argument('<id>', 'id as listed')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .requiredOption('--file <path>', 'mended body')
      .action(async (id: string, { tenant, file }: TenantCommand & { file: string }) => {
        const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
          throw new StellwerkError(errors.FILE_UNREADABLE, { file, problem: error.code ?? error.message });
        });
        await send(id, tenant, bytes.toString('base64'));
      }),
    'stellwerk rejected fix 5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b --tenant demo --file mended.json',
  );
  withExamples(
    rejected
      .command('replay')
      .description('send the original through the door again, after its cause was removed')
      .argument('<id>', 'id as listed')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .action((id: string, { tenant }: TenantCommand) => send(id, tenant)),
    'stellwerk rejected replay 5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b --tenant demo',
  );
}

const COLUMNS = [
  { title: 'id', text: ({ rejectedId }: Rejected) => rejectedId },
  { title: 'at', text: ({ at }: Rejected) => at },
  { title: 'code', text: ({ code }: Rejected) => code },
  { title: 'field', text: ({ field }: Rejected) => field ?? '' },
  { title: 'original', text: ({ hasOriginal }: Rejected) => (hasOriginal ? 'kept' : 'not kept') },
];
