import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StellwerkError } from '@stellwerk/contracts';
import {
  type ForecastAnswer,
  forecastRun,
  languages,
  lastDayOf,
  openRun,
  type PlanSummary,
  planOptions,
  planReport,
  planRun,
  renderPlanTable,
  type ScenarioAnswer,
  scenarioRun,
  shellWord,
} from '@stellwerk/mmm';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { readYaml } from '../mmm/read-yaml.js';
import { renderForecast, renderScenario } from '../mmm/render-answers.js';
import { mmmService } from '../mmm/service.js';
import { type GoalOptions, goalOf, measureOf, parseDay, withGoalOptions } from './budget-options.js';
import { withExamples } from './example.js';
import { numberWithin, parseName, wholeNumber } from './options.js';

interface Place {
  readonly tenant?: string;
  readonly model: string;
  readonly json?: boolean;
}

interface OptimiseCommand extends GoalOptions {
  readonly from?: string;
  readonly to?: string;
  readonly by?: 'geo' | 'week';
  readonly geoStep?: number;
  readonly out?: string;
  readonly json?: boolean;
}

/** `mmm optimise | forecast | scenario`: what a fit says of what would be; of a run folder, or of a tenant's champion. */
export function addMmmQuestionCommands(mmm: Command, context: CliContext): void {
  withExamples(
    withGoalOptions(
      mmm
        .command('optimise')
        .description(
          'share out a budget, with the proof that none is better; nothing is proposed (see "budget propose")',
        )
        .argument('<run>', 'run folder')
        .option('--from <day>', 'first day of the plan (default: of the data)', parseDay)
        .option('--to <day>', 'last day of the plan (default: of the data)', parseDay)
        .addOption(
          new Option('--by <part>', 'also spread the money of each channel over geos or over weeks').choices([
            'geo',
            'week',
          ]),
        )
        .option(
          '--geo-step <share>',
          'most by which the money of a geo may change, with --by geo (default: 0.5)',
          numberWithin(0, 100),
        )
        .option('--out <folder>', 'write plan.json, plan.html and plan.de.html there'),
    )
      .option('--json', 'one JSON document')
      .action(async (folder: string, options: OptimiseCommand) => {
        const plan = await optimise(folder, options);
        if (options.out !== undefined) await writePlan(options.out, plan);
        if (options.json) context.write(JSON.stringify(plan));
        else for (const line of renderPlanTable(plan).trimEnd().split('\n')) context.write(line);
      }),
    'stellwerk mmm optimise run/ --limit "Display=locked" --out plan/',
    'stellwerk mmm optimise run/ --from 2026-08-31 --to 2026-11-22 --by week',
    'stellwerk mmm optimise run/ --limit "Email=0|1000.." --group "search:Paid Search Generic,Paid Search Brand=..60000"',
    'stellwerk mmm optimise run/ --target-roi 1.5 --json',
  );
  withExamples(
    withPlace(
      mmm
        .command('forecast')
        .description('forecast the outcome of the periods after the data, with and without a plan')
        .option('--periods <number>', 'periods after the data', wholeNumber(1, 1_000), 13)
        .option('--plan <file>', 'media plan, YAML: spend, prices and promotions per period'),
    ).action(async (folder: string | undefined, { periods, plan: file, ...place }: ForecastCommand) => {
      const plan = file === undefined ? { name: 'as last year', periods } : await readYaml(file);
      const answer = await answerOf<ForecastAnswer>(folder, place, context, {
        here: async (run) => forecastRun(await openRun(run), { plan }),
        path: '/v1/forecasts',
        body: { plan },
      });
      if (place.json) context.write(JSON.stringify(answer));
      else for (const line of renderForecast(answer)) context.write(line);
    }),
    'stellwerk mmm forecast run/ --periods 13',
    'stellwerk mmm forecast --tenant demo --json',
  );
  withExamples(
    withPlace(
      mmm
        .command('scenario')
        .description('say what changes would bring against the same periods of the last year: "what if"')
        .option('--periods <number>', 'periods after the data', wholeNumber(1, 1_000), 13)
        .requiredOption(
          '--change <subject=percent>',
          'change of a channel, price, promotion, treatment or control, repeatable: "TV=-20%", "price=+5%"',
          (text: string, before: readonly Change[] = []) => [...before, parseChange(text)],
        )
        .option(
          '--other-price <name>',
          'price that is not what a unit is sold at, such as that of a competitor: its change does not reach the value of a unit; repeatable',
          (name: string, before: readonly string[]) => [...before, name],
          [] as readonly string[],
        ),
    ).action(async (folder: string | undefined, { periods, change, otherPrice, ...place }: ScenarioCommand) => {
      const changes = withOtherPrices(change, otherPrice);
      const answer = await answerOf<ScenarioAnswer>(folder, place, context, {
        here: async (run) => scenarioRun(await openRun(run), { periods, changes }),
        path: '/v1/scenarios',
        body: { periods, changes },
      });
      if (place.json) context.write(JSON.stringify(answer));
      else for (const line of renderScenario(answer)) context.write(line);
    }),
    'stellwerk mmm scenario run/ --periods 26 --change "Paid Social=-20%" --change "price_index=+5%"',
    'stellwerk mmm scenario --tenant demo --change "Paid Social=-20%" --change "price_index=+5%"',
  );
}

interface ForecastCommand extends Place {
  readonly periods: number;
  readonly plan?: string;
}

interface Change {
  readonly subject: string;
  readonly factor: number;
  /** Absent: as the service takes it. */
  readonly passesToValue?: number;
}

interface ScenarioCommand extends Place {
  readonly periods: number;
  readonly change: readonly Change[];
  readonly otherPrice: readonly string[];
}

const withPlace = (command: Command): Command =>
  command
    .argument('[run]', 'run folder; needs no stack')
    .option('--tenant <tenant>', "a tenant's champion instead", parseName)
    .option('--model <model>', 'name of the model (tenant only)', parseName, 'default')
    .option('--json', 'one JSON document');

async function answerOf<Answer>(
  folder: string | undefined,
  { tenant, model }: Place,
  context: CliContext,
  question: { readonly here: (run: string) => Promise<Answer>; readonly path: string; readonly body: object },
): Promise<Answer> {
  if ((folder === undefined) === (tenant === undefined)) {
    throw new StellwerkError(errors.OPTION_INVALID, { option: '[run], --tenant', problem: 'give exactly one of them' });
  }
  if (folder !== undefined) return question.here(folder);
  const ask = await mmmService(context);
  return ask<Answer>({ method: 'POST', path: question.path, body: { tenant, model, ...question.body } });
}

async function optimise(folder: string, options: OptimiseCommand): Promise<PlanSummary> {
  // First what was asked for: an error in it is known before the run is opened.
  const goal = goalOf(options);
  if (options.geoStep !== undefined && options.by !== 'geo')
    throw new StellwerkError(errors.OPTION_INVALID, { option: '--geo-step', problem: 'it needs --by geo' });
  const run = await openRun(folder);
  const { data } = run.summary;
  const { from = data.from, to = lastDayOf(data), limit: limits, group: groups, by, geoStep } = options;
  const question = { from, to, goal, measure: measureOf(options), limits, groups };
  const split = by && { by, geoStep };
  const { summary } = planRun(run, { question, current: null, policy: null, split });
  const spread = by === undefined ? '' : ` --by ${by}${geoStep === undefined ? '' : ` --geo-step ${geoStep}`}`;
  const command = `stellwerk mmm optimise ${shellWord(folder)} ${planOptions(question)}${spread}`;
  return { ...summary, command, planId: run.summary.runId };
}

async function writePlan(folder: string, plan: PlanSummary): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'plan.json'), `${JSON.stringify(plan, null, 2)}\n`);
  for (const language of languages) {
    await writeFile(
      join(folder, language === 'en' ? 'plan.html' : `plan.${language}.html`),
      planReport(plan, language),
    );
  }
}

/** @throws CLI_OPTION_INVALID for a price that nothing is asked about */
function withOtherPrices(changes: readonly Change[], others: readonly string[]): Change[] {
  const unasked = others.find((name) => !changes.some(({ subject }) => subject === name));
  if (unasked !== undefined) {
    throw new StellwerkError(errors.OPTION_INVALID, {
      option: '--other-price',
      problem: `no --change is about "${unasked}"`,
    });
  }
  return changes.map((one) => (others.includes(one.subject) ? { ...one, passesToValue: 0 } : one));
}

function parseChange(text: string): Change {
  const [, subject = '', percent = ''] = /^(.+)=([+-]?\d+(?:\.\d+)?)\s*%$/.exec(text) ?? [];
  const factor = 1 + Number(percent) / 100;
  if (subject === '' || !(factor >= 0)) throw new InvalidArgumentError('give subject=percent, such as "TV=-20%"');
  return { subject: subject.trim(), factor };
}
