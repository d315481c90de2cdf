import { StellwerkError } from '@stellwerk/contracts';
import type { Command } from 'commander';
import { alarmsOf, type StoredHour, type Totals } from '../books/account.js';
import { countTopics } from '../books/topic-counters.js';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { ask } from '../platform/ask.js';
import { findEndpoints } from '../platform/endpoints.js';
import { settle } from '../platform/settled.js';
import { withBus } from '../platform/with-bus.js';
import { formatNumber } from '../render/number.js';
import { type Column, renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

const LINES = [
  ['received', 'calls that the door wrote down'],
  ['accepted', 'different events, queryable'],
  ['rejected', 'refused at the door; see "stellwerk rejected list"'],
  ['duplicates', 'under an id that had been seen before'],
  ['withoutConsent', 'not kept: no purpose for storage was allowed'],
  ['difference', 'received less the four: must be 0'],
  ['missing', 'neither stored nor dead: must be 0'],
  ['repeated', 'stored more than once: must be 0'],
  ['deadLetters', 'messages given up; see "stellwerk dead list"'],
  ['cutShort', 'requests of which only a part arrived; their senders were told 503 and send again'],
] as const;

const COLUMNS: readonly Column<StoredHour>[] = [
  { title: 'source', text: ({ source }) => source },
  { title: 'hour', text: ({ hour }) => hour.slice(0, 16) },
  ...(['received', 'accepted', 'rejected', 'duplicates', 'withoutConsent', 'difference'] as const).map(
    (name): Column<StoredHour> => ({ title: name, align: 'right', text: (row) => formatNumber(row[name]) }),
  ),
];

interface Options {
  readonly tenant: string;
  readonly hours?: boolean;
  readonly topics?: boolean;
  readonly wait: number;
  readonly json?: boolean;
}

/** `books`: what became of a tenant's events; a difference is an error. */
export function addBooksCommand(program: Command, context: CliContext): void {
  withExamples(
    program
      .command('books')
      .description(
        "count a tenant's events at every stage, so that nothing is lost unseen; ends with an error when something is",
      )
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--hours', 'by source and hour of receipt')
      .option('--topics', 'count the topics as well, apart from ClickHouse, and compare')
      .option(
        '--wait <seconds>',
        'wait until what was acknowledged is queryable; 0 = look now',
        wholeNumber(0, 86_400),
        30,
      )
      .option('--json', 'one JSON document')
      .action((options: Options) => showBooks(options, context)),
    'stellwerk books --tenant demo --hours',
  );
}

async function showBooks({ tenant, hours: byHour, topics, wait, json }: Options, context: CliContext): Promise<void> {
  const { environment, signal, write } = context;
  const endpoints = await findEndpoints(environment);
  const kafka = endpoints.kafka;
  if (wait > 0) await settle({ kafka, timeoutMs: wait * 1_000, signal });
  const question = <Answer>(path: string) => ask<Answer>(endpoints, 'warehouse', { path, query: { tenant }, signal });
  const books = await question<Totals & Record<string, number>>('/v1/books');
  const { hours } = await question<{ hours: StoredHour[] }>('/v1/books/hours');
  const counted = topics ? await withBus(kafka, (bus) => countTopics(bus, tenant)) : undefined;
  const alarms = alarmsOf(books, hours, counted);
  if (json) write(JSON.stringify({ ...books, ...(byHour && { hours }), alarms }));
  else if (byHour) for (const line of renderTable(COLUMNS, hours)) write(line);
  else {
    for (const [name, meaning] of LINES) {
      write(`${formatNumber(books[name] ?? 0).padStart(14)}  ${name.padEnd(14)}  ${meaning}`);
    }
  }
  if (alarms.length === 0) return;
  if (!json) {
    for (const { source, hour, problem } of alarms) write(`! ${source ? `${source} ${hour}: ` : ''}${problem}`);
  }
  throw new StellwerkError(errors.BOOKS_DIFFER, { count: alarms.length });
}
