import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { findEndpoints } from '../platform/endpoints.js';
import { settle } from '../platform/settled.js';
import { ensureSource } from '../platform/source.js';
import { formatNumber } from '../render/number.js';
import type { SegmentCall } from '../replay/call.js';
import { readCalls } from '../replay/events-file.js';
import { JOURNEYS_END, journeyCalls } from '../replay/journeys.js';
import { readPathRows } from '../replay/paths-file.js';
import { SegmentSender } from '../replay/sender.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

interface ReplayCommand {
  readonly tenant: string;
  readonly format: 'paths' | 'events';
  readonly splitDevices?: boolean;
  readonly wait: boolean;
  readonly timeout: number;
}

/** What a replay did. */
export interface ReplayCounts {
  journeys: number;
  touches: number;
  conversions: number;
  calls: number;
}

const REPORT_EVERY_MS = 2_000;

/** `replay`: a file of journeys or calls through the Segment client. */
export function addReplayCommand(program: Command, context: CliContext): void {
  withExamples(
    program
      .command('replay')
      .description('send journeys or calls from a file through the Segment client, and wait until they are queryable')
      .argument('<file>', 'CSV of aggregated paths, or one Segment call per line as JSON')
      .requiredOption('--tenant <tenant>', 'tenant; created with a source "web" when it does not exist', parseName)
      .addOption(
        new Option('--format <format>', 'what the file holds').choices(['paths', 'events']).makeOptionMandatory(),
      )
      .option('--split-devices', 'cut journeys over two devices that a login joins later (paths only)')
      .option('--no-wait', 'return when everything is acknowledged')
      .option('--timeout <seconds>', 'longest wait until everything is queryable', wholeNumber(1, 86_400), 1_800)
      .action((file: string, options: ReplayCommand) => replay(file, options, context)),
    'stellwerk replay ../shared/data/attribution/path_data.csv --tenant paths --format paths --split-devices',
  );
}

async function replay(file: string, options: ReplayCommand, context: CliContext): Promise<void> {
  const { environment, report, write, now, signal } = context;
  const endpoints = await findEndpoints(environment);
  const writeKey = await ensureSource(endpoints.kafka, options.tenant, now());
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1_000;
  const sender = new SegmentSender({ url: endpoints.urls.tracking, writeKey, signal });
  const counts: ReplayCounts = { journeys: 0, touches: 0, conversions: 0, calls: 0 };
  const progress = setInterval(() => {
    report(`${formatNumber(sender.sent)} acknowledged, ${formatNumber(sender.sent / seconds())}/s`);
  }, REPORT_EVERY_MS);
  try {
    for await (const call of callsOf(file, options, counts)) await sender.send(call);
    await sender.close();
  } finally {
    clearInterval(progress);
  }
  const acknowledgedIn = seconds();
  if (options.wait) {
    await settle({
      kafka: endpoints.kafka,
      timeoutMs: options.timeout * 1_000,
      signal,
      progress: (waiting) => report(`${formatNumber(waiting)} messages on their way to ClickHouse`),
    });
  }
  if (options.format === 'paths') {
    write(
      `${formatNumber(counts.journeys)} journeys, ${formatNumber(counts.touches)} touches, ${formatNumber(counts.conversions)} conversions`,
    );
  }
  write(
    `${formatNumber(sender.sent)} events acknowledged in ${acknowledgedIn.toFixed(1)} s (${formatNumber(sender.sent / acknowledgedIn)}/s)` +
      (options.wait ? `, queryable after ${seconds().toFixed(1)} s` : ''),
  );
}

async function* callsOf(
  file: string,
  { format, splitDevices = false }: ReplayCommand,
  counts: ReplayCounts,
): AsyncGenerator<SegmentCall> {
  if (format === 'events') {
    yield* readCalls(file);
    return;
  }
  for await (const row of readPathRows(file)) {
    counts.journeys += row.conversions + row.nulls;
    counts.conversions += row.conversions;
    counts.touches += row.channels.length * (row.conversions + row.nulls);
    yield* journeyCalls(row, { splitDevices, currency: 'EUR', end: JOURNEYS_END });
  }
}
