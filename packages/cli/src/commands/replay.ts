import { StellwerkError } from '@stellwerk/contracts';
import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { findEndpoints } from '../platform/endpoints.js';
import { formatNumber } from '../render/number.js';
import type { ReplayFormat } from '../replay/plan.js';
import { type ReplayResult, runReplay } from '../replay/run-replay.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

interface ReplayCommand {
  readonly tenant: string;
  readonly format: ReplayFormat;
  readonly source?: string;
  readonly splitDevices?: boolean;
  readonly allowWithoutConsent?: boolean;
  readonly acknowledged?: string;
  readonly wait: boolean;
  /** Seconds. */
  readonly timeout: number;
  readonly json?: boolean;
}

/** `replay`: a file of journeys or calls through the Segment client. */
export function addReplayCommand(program: Command, context: CliContext): void {
  withExamples(
    program
      .command('replay')
      .description('send journeys or calls from a file through the Segment client, and wait until they are queryable')
      .argument('<file>', 'CSV of aggregated paths, or one Segment call per line as JSON')
      .requiredOption('--tenant <tenant>', 'tenant; created when it does not exist', parseName)
      .addOption(
        new Option('--format <format>', 'what the file holds').choices(['paths', 'events']).makeOptionMandatory(),
      )
      .option(
        '--source <name>',
        'source that takes the calls (events only; default: web, else the first; journeys have a source of their own)',
        parseName,
      )
      .option('--split-devices', 'cut journeys over two devices that a login joins later (paths only)')
      .option('--allow-without-consent', 'do not fail for events that consent forbids to keep (events only)')
      .option('--acknowledged <file>', 'write the message id of every acknowledged call to a file, one a line')
      .option('--no-wait', 'return when everything is acknowledged')
      .option('--timeout <seconds>', 'longest wait until everything is queryable', wholeNumber(1, 86_400), 1_800)
      .option('--json', 'one JSON document')
      .action(async (file: string, options: ReplayCommand) => {
        assertFits(options);
        const { splitDevices = false, allowWithoutConsent = false, acknowledged, source, wait, timeout } = options;
        const { tenant, format, json } = options;
        const waitMs = wait ? timeout * 1_000 : null;
        await runReplay(
          { file, format, tenant, source, splitDevices, allowWithoutConsent, acknowledged, waitMs },
          await findEndpoints(context.environment),
          context,
          (result) => {
            const lines = json ? [JSON.stringify(result)] : renderReplay(result);
            for (const line of lines) context.write(line);
          },
        );
      }),
    'stellwerk replay services/attribution/examples/paths.csv --tenant paths --format paths --split-devices',
    'stellwerk replay packages/cli/examples/events.jsonl --tenant my-shop --format events --allow-without-consent',
  );
}

/** @throws CLI_OPTION_INVALID for an option of the other format */
function assertFits({ format, splitDevices, source, allowWithoutConsent }: ReplayCommand): void {
  const refuse = (option: string, only: ReplayFormat) => {
    throw new StellwerkError(errors.OPTION_INVALID, { option, problem: `is for --format ${only} only` });
  };
  if (format === 'events' && splitDevices) refuse('--split-devices', 'paths');
  if (format === 'paths' && source !== undefined) refuse('--source', 'events');
  if (format === 'paths' && allowWithoutConsent) refuse('--allow-without-consent', 'events');
}

/** The result for people. */
export function renderReplay(result: ReplayResult): string[] {
  const { plan, acknowledged, acknowledgedSeconds, outcome, queryableSeconds } = result;
  const perSecond = acknowledged / Math.max(acknowledgedSeconds, 0.001);
  const lines: string[] = [];
  if (plan !== null && plan.journeys > 0) {
    const { journeys, touches, conversions } = plan;
    lines.push(
      `${formatNumber(journeys)} journeys, ${formatNumber(touches)} touches, ${formatNumber(conversions)} conversions`,
    );
  }
  lines.push(
    `${formatNumber(acknowledged)} events acknowledged in ${acknowledgedSeconds.toFixed(1)} s (${formatNumber(perSecond)}/s)` +
      (queryableSeconds === null ? '' : `, queryable after ${queryableSeconds.toFixed(1)} s`),
  );
  if (outcome) {
    const { kept, duplicates, rejected, withoutConsent, missing } = outcome;
    const counts = { kept, duplicates, rejected, 'without consent': withoutConsent, missing };
    lines.push(
      Object.entries(counts)
        .map(([name, count]) => `${formatNumber(count)} ${name}`)
        .join(', '),
    );
  }
  return lines;
}
