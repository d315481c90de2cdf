import { writeFile } from 'node:fs/promises';
import { historyTruth, simulateShop, truth, weeklyHistory } from '@stellwerk/simulator';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { askAttributions, compare, LOOK_BACK_DAYS, renderComparison } from '../demo/comparison.js';
import { loadShop } from '../demo/load-shop.js';
import { shopSource } from '../demo/shop-documents.js';
import { findEndpoints } from '../platform/endpoints.js';
import { ensureOwnSource, openSource } from '../platform/source.js';
import { unreadable } from '../platform/unreadable.js';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseInstant, parseName, wholeNumber } from './options.js';

interface SimulateCommand {
  readonly tenant: string;
  readonly seed: number;
  readonly people: number;
  readonly days: number;
  readonly until?: string;
  readonly history: boolean;
  readonly truth?: boolean;
  readonly table?: string;
  readonly json?: boolean;
}

/** `simulate`: a seeded shop, sent through the real door. */
export function addSimulateCommand(program: Command, context: CliContext): void {
  withExamples(
    program
      .command('simulate')
      .description(
        'simulate a shop whose true effects are known, send it through the door, and compare attribution with the truth',
      )
      .option('--tenant <tenant>', 'tenant; created when it does not exist', parseName, 'demo')
      .option('--seed <number>', 'the same seed gives the same shop', wholeNumber(0, 4_294_967_295), 2_026)
      .option('--people <number>', 'persons in the market', wholeNumber(1, 200_000), 3_000)
      .option('--days <number>', 'days of single events', wholeNumber(1, 90), 30)
      .option('--until <day>', 'the present; default now')
      .option('--no-history', 'leave out the three years of aggregated history')
      .option('--truth', 'print what each channel truly causes, and send nothing')
      .option('--table <file>', 'write the three years week by week as CSV for "mmm fit", and send nothing')
      .option('--json', 'one JSON document')
      .action((options: SimulateCommand) => {
        if (options.table !== undefined) return writeTable(options.table, options, context);
        return options.truth ? printTruth(options, context) : simulate(options, context);
      }),
    'stellwerk simulate --truth --people 500',
    'stellwerk simulate --table shop.csv',
    'stellwerk simulate --tenant second-shop --seed 7 --people 1000',
  );
}

const shopOptions = ({ tenant, seed, people, days, until }: SimulateCommand, { now }: CliContext) => ({
  tenant,
  seed,
  people,
  days,
  now: until === undefined ? now() : new Date(parseInstant('--until', until)),
});

function printTruth(options: SimulateCommand, context: CliContext): void {
  const channels = truth(shopOptions(options, context));
  if (options.json) {
    context.write(JSON.stringify({ seed: options.seed, people: options.people, days: options.days, channels }));
    return;
  }
  for (const line of renderTruth(channels)) context.write(line);
}

/** The table of weeks, and what a media mix model should find in it. */
async function writeTable(file: string, options: SimulateCommand, context: CliContext): Promise<void> {
  const shop = simulateShop(shopOptions(options, context));
  const weeks = weeklyHistory(shop);
  // Loads the media mix with it, which no other way of this command needs.
  const { weeklyTable } = await import('../demo/weekly-table.js');
  await writeFile(file, weeklyTable(weeks)).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const channels = historyTruth(shop);
  if (options.json) {
    context.write(JSON.stringify({ file, seed: options.seed, people: options.people, weeks: weeks.length, channels }));
    return;
  }
  context.write(`${file}: ${weeks.length} weeks from ${weeks[0]?.date}; what the channels caused in them:`);
  for (const line of renderTruth(channels)) context.write(line);
}

/** What a channel caused, as simulated. */
interface Caused {
  readonly channel: string;
  readonly incrementalOrders: number;
  readonly incrementalRevenue: string;
}

function renderTruth(channels: readonly Caused[]): string[] {
  const right = { align: 'right' as const };
  return renderTable<Caused>(
    [
      { title: 'channel', text: ({ channel }) => channel },
      { title: 'incremental orders', ...right, text: (row) => formatNumber(row.incrementalOrders) },
      { title: 'incremental revenue', ...right, text: (row) => row.incrementalRevenue },
    ],
    channels,
  );
}

async function simulate(options: SimulateCommand, context: CliContext): Promise<void> {
  const { tenant, history } = options;
  const endpoints = await findEndpoints(context.environment);
  const own = await shopSource(tenant, 'stellwerk simulate');
  const source = await openSource(endpoints.kafka, context, (control, bus) =>
    ensureOwnSource(control, bus, own, context.now()),
  );
  const loaded = await loadShop({ options: shopOptions(options, context), source, history }, endpoints, context);
  const answers = await askAttributions({ tenant, ...loaded }, endpoints, context);
  const { calls, history: events, from, outcome, truth: caused } = loaded;
  if (options.json) {
    const { seed, people, days } = options;
    const channels = compare(caused, answers);
    context.write(JSON.stringify({ tenant, seed, people, days, from, calls, history: events, outcome, channels }));
    return;
  }
  context.write(
    `${formatNumber(calls)} calls and ${formatNumber(events)} events of history sent: ${formatNumber(outcome.kept)} events kept, ` +
      `${formatNumber(outcome.duplicates)} duplicates, ${formatNumber(outcome.rejected)} rejected, ${formatNumber(outcome.withoutConsent)} without consent`,
  );
  const journeys = answers[0]?.totals.journeys ?? 0;
  context.write('');
  context.write(
    `orders of the ${formatNumber(options.days)} days by channel (${formatNumber(journeys)} journeys, look-back ${LOOK_BACK_DAYS} days)`,
  );
  for (const line of renderComparison(caused, answers)) context.write(line);
}
