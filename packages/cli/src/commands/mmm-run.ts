import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError, uuid } from '@stellwerk/contracts';
import {
  compareRuns,
  fitReport,
  type Language,
  languages,
  type RunComparison,
  type RunSummary,
  readSummary,
} from '@stellwerk/mmm';
import { type Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { type ListedFits, mmmPage, mmmService } from '../mmm/service.js';
import { unreadable } from '../platform/unreadable.js';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseName } from './options.js';

/** `mmm report | compare`: what the summary of a run says, of a folder without a stack, or of the platform. */
export function addMmmRunCommands(mmm: Command, context: CliContext): void {
  withExamples(
    mmm
      .command('report')
      .description("write the report of a run, or of a tenant's champion: one HTML file")
      .argument('[run]', 'run folder; needs no stack')
      .option('--tenant <tenant>', "a tenant's champion instead", parseName)
      .option('--model <model>', 'name of the model (tenant only)', parseName, 'default')
      .addOption(new Option('--language <language>', 'language').choices(languages).default('en'))
      .option('--out <file>', 'where it goes (default: report.html or report.de.html in the run folder, or here)')
      .action(async (folder: string | undefined, options: ReportCommand) => {
        const { language, out, tenant, model } = options;
        if ((folder === undefined) === (tenant === undefined)) {
          throw new StellwerkError(errors.OPTION_INVALID, {
            option: '[run], --tenant',
            problem: 'give exactly one of them',
          });
        }
        const file = out ?? join(folder ?? '.', language === 'en' ? 'report.html' : `report.${language}.html`);
        const page =
          folder === undefined
            ? await championReport(tenant ?? '', model, language, context)
            : fitReport(await readSummary(folder), language);
        await writeFile(file, page).catch((error: unknown) => {
          throw unreadable(file, error);
        });
        context.write(file);
      }),
    'stellwerk mmm report run/ --language de',
    'stellwerk mmm report --tenant demo --out demo.html',
  );
  withExamples(
    mmm
      .command('compare')
      .description('say what changed from one run to another: data, specification, and by how much each channel moved')
      .argument('<before>', 'run folder, or id of a run of the platform')
      .argument('<after>', 'run folder, or id of a run of the platform')
      .option('--json', 'one JSON document')
      .action(async (before: string, after: string, { json }: { json?: boolean }) => {
        if (before === after)
          throw new StellwerkError(errors.OPTION_INVALID, {
            option: '<after>',
            problem: 'name another run than <before>',
          });
        const comparison = compareRuns(await summaryOf(before, context), await summaryOf(after, context));
        if (json) context.write(JSON.stringify(comparison));
        else for (const line of renderComparison(comparison)) context.write(line);
      }),
    'stellwerk mmm compare run-october/ run-november/',
    'stellwerk mmm compare b7d9f3c4-1111-5222-8333-444455550010 b7d9f3c4-1111-5222-8333-444455550012',
  );
}

/** What a run found: the champion and its challenger are on the platform, a first model in a folder. */
async function summaryOf(run: string, context: CliContext): Promise<RunSummary> {
  if (!uuid.safeParse(run).success) return readSummary(run);
  const ask = await mmmService(context);
  return ask<RunSummary>({ path: `/v1/fits/${run}/summary` });
}

interface ReportCommand {
  readonly language: Language;
  readonly out?: string;
  readonly tenant?: string;
  readonly model: string;
}

/** @throws StellwerkError CLI_CHAMPION_MISSING where no run has been promoted */
async function championReport(tenant: string, model: string, language: Language, context: CliContext): Promise<string> {
  const ask = await mmmService(context);
  const { champions } = await ask<ListedFits>({ path: '/v1/fits', query: { tenant, model } });
  const [champion] = champions;
  if (!champion) throw new StellwerkError(errors.CHAMPION_MISSING, { tenant, model });
  return mmmPage(context, { path: `/v1/fits/${champion.runId}/report`, query: { language } });
}

function renderComparison({ channels, sameData, sameSpec, medianShift, isStable }: RunComparison): string[] {
  const right = { align: 'right' as const };
  type Channel = (typeof channels)[number];
  const interval = (given: Channel['before']) =>
    given === null
      ? '–'
      : `${formatNumber(given.mean, 2)} [${formatNumber(given.low, 2)}, ${formatNumber(given.high, 2)}]`;
  const shift = (value: number | null) => (value === null ? '–' : value.toFixed(2));
  return [
    `${sameData ? 'the same data' : 'other data'}, ${sameSpec ? 'the same specification' : 'another specification'}`,
    ...renderTable<Channel>(
      [
        { title: 'channel', text: ({ channel }) => channel },
        { title: 'return before', ...right, text: ({ before }) => interval(before) },
        { title: 'after', ...right, text: ({ after }) => interval(after) },
        { title: 'shift, sd', ...right, text: ({ shiftInSds }) => shift(shiftInSds) },
        { title: 'overlap', text: ({ overlap }) => (overlap === null ? '–' : overlap ? 'yes' : 'no') },
      ],
      channels,
    ),
    medianShift === null
      ? 'no channel is in both runs'
      : `the median shift is ${medianShift.toFixed(2)} posterior standard deviations: ${isStable ? 'stable' : 'not stable'}`,
  ];
}
