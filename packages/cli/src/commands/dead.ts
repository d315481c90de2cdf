import type { DeadLetterSummary, DeadLetterWithOriginal } from '@stellwerk/bus';
import { consumingServices, StellwerkError } from '@stellwerk/contracts';
import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { ask, type Question } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { wholeNumber } from './options.js';
import { type OriginalOptions, withOriginalOptions, writeOriginal } from './original.js';

const PATH = '/v1/dead';

/** A letter as the service shows it: its bytes as base64. */
type Opened = Omit<DeadLetterWithOriginal, 'value'> & { readonly value: string | null };

/** What became of one id. */
interface Outcome {
  readonly id: string;
  readonly replayed: boolean;
  readonly code?: string;
  readonly detail?: string;
}

interface ListCommand {
  readonly service?: (typeof consumingServices)[number];
  readonly limit: number;
  readonly json?: boolean;
}

/** `dead list | show | replay`: messages that a service gave up. */
export function addDeadCommands(program: Command, context: CliContext): void {
  const dead = program.command('dead').description('messages that a service gave up; nothing is lost');
  const question = async <Answer>(asked: Question) =>
    ask<Answer>(await findEndpoints(context.environment), 'warehouse', asked);
  withExamples(
    dead
      .command('list')
      .description('list the newest dead letters with reason and step')
      .addOption(new Option('--service <service>', 'of one service only').choices(consumingServices))
      .option('--limit <number>', 'most that are shown per service', wholeNumber(1, 1_000), 50)
      .option('--json', 'one JSON document')
      .action(async ({ service, limit, json }: ListCommand) => {
        const query = { service, limit };
        const { letters } = await question<{ letters: DeadLetterSummary[] }>({ path: PATH, query });
        if (json) context.write(JSON.stringify(letters));
        else for (const line of renderTable(COLUMNS, letters)) context.write(line);
      }),
    'stellwerk dead list',
    'stellwerk dead list --service warehouse --limit 10 --json',
  );
  withExamples(
    withOriginalOptions(
      dead
        .command('show')
        .description(
          'show one dead letter: why it was given up, its original headers, and its bytes as they were; who opened it is on record',
        )
        .argument('<id>', 'topic/partition/offset, as listed'),
    ).action(async (id: string, shown: OriginalOptions) => {
      const { value, ...letter } = await question<Opened>({ path: `${PATH}/letter`, query: { id } });
      await showLetter({ ...letter, value: value === null ? null : Buffer.from(value, 'base64') }, shown, context);
    }),
    'stellwerk dead show warehouse.dead.v1/0/41',
    'stellwerk dead show warehouse.dead.v1/0/41 --out original.json',
  );
  withExamples(
    dead
      .command('replay')
      .description('send originals to where they came from again; each once, unless --again')
      .argument('<id...>', 'topic/partition/offset, as listed')
      .option('--again', 'also what has been replayed before')
      .action(async (ids: string[], { again = false }: { again?: boolean }) => {
        const asked: Question = { method: 'POST', path: `${PATH}/replay`, body: { ids, again } };
        const { results } = await question<{ results: Outcome[] }>(asked);
        for (const { id, replayed, code, detail } of results) {
          context.write(replayed ? `${id} replayed` : `${id} ${code}: ${detail}`);
        }
        const refused = results.filter(({ replayed }) => !replayed).length;
        if (refused > 0) throw new StellwerkError(errors.NOT_REPLAYED, { refused, asked: results.length });
      }),
    'stellwerk dead replay warehouse.dead.v1/0/41 warehouse.dead.v1/0/42',
  );
}

/** Bytes as results, everything else beside them; or all of it as one document. */
export async function showLetter(
  { value, headers, ...head }: DeadLetterWithOriginal,
  shown: OriginalOptions,
  context: Pick<CliContext, 'write' | 'writeBytes' | 'report'>,
): Promise<void> {
  if (shown.json) {
    context.write(JSON.stringify({ ...head, headers, value: value?.toString('base64') ?? null }));
    return;
  }
  for (const [name, text] of Object.entries(head)) if (String(text) !== '') context.report(`${name}: ${text}`);
  for (const [name, text] of Object.entries(headers)) context.report(`header ${name}: ${text}`);
  if (value === null) context.report('it has no bytes: it deletes what its key names');
  else await writeOriginal(value, shown, context);
}

const COLUMNS = [
  { title: 'id', text: ({ id }: DeadLetterSummary) => id },
  { title: 'at', text: ({ at }: DeadLetterSummary) => at },
  { title: 'tenant', text: ({ tenant }: DeadLetterSummary) => tenant },
  { title: 'original', text: ({ original }: DeadLetterSummary) => original },
  { title: 'code', text: ({ code }: DeadLetterSummary) => code },
  { title: 'detail', text: ({ detail }: DeadLetterSummary) => detail.slice(0, 80) },
  { title: 'replayed', text: ({ replayedAt }: DeadLetterSummary) => replayedAt.at(-1) ?? '' },
];
