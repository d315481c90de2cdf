import { StellwerkError } from '@stellwerk/contracts';
import type { EvaluationView } from '@stellwerk/rag';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { readYaml } from '../mmm/read-yaml.js';
import { ragService } from '../rag/service.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

interface EvalCommand {
  readonly tenant: string;
  readonly set?: string;
  readonly file?: string;
  readonly seed: number;
  readonly retrievalOnly?: boolean;
  readonly adversarial?: boolean;
  readonly judge?: boolean;
  readonly baseline?: string;
  readonly json?: boolean;
}

type Metric = EvaluationView['metrics'][number];

const EVALUATION_LIMIT_MS = 1_800_000;

/** `rag eval`: the knowledge base against a golden set, with the gate it has to pass. */
export function addRagEvalCommand(rag: Command, context: CliContext): void {
  withExamples(
    rag
      .command('eval')
      .description(
        'hold the knowledge base against a golden set; ends with an error where a gated metric misses its floor or fell below a baseline',
      )
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--set <name>', 'golden-set document of the tenant', parseName)
      .option('--file <file>', 'golden set in a YAML file, as the spec of such a document')
      .option('--seed <number>', 'seed of the intervals', wholeNumber(0, 2 ** 31 - 1), 1)
      .option('--retrieval-only', 'leave the answers out')
      .option('--adversarial', 'ask harder questions that are made from those of the set, by the seed')
      .option(
        '--judge',
        'let the chat model of the use case "judge" judge answers and contexts as well; its figures gate nothing',
      )
      .option(
        '--baseline <file>',
        'outcome of an earlier run with --json; what fell by more than its tolerance is an error',
      )
      .option('--json', 'one JSON document')
      .action((options: EvalCommand) => evaluate(options, context)),
    'stellwerk rag eval --tenant demo --set shop',
    'stellwerk rag eval --tenant demo --file golden-set.yaml --retrieval-only --json',
    'stellwerk rag eval --tenant demo --set shop --judge',
    'stellwerk rag eval --tenant demo --set shop --baseline last-week.json',
  );
}

async function evaluate(
  { tenant, set, file, seed, retrievalOnly, adversarial, judge, baseline, json }: EvalCommand,
  context: CliContext,
): Promise<void> {
  if ((set === undefined) === (file === undefined))
    throw new StellwerkError(errors.OPTION_INVALID, { option: '--set', problem: 'give either --set or --file' });
  const ask = await ragService(context);
  const goldenSet = file === undefined ? set : await readYaml(file);
  const earlier = baseline === undefined ? undefined : await readBaseline(baseline);
  const view = await ask<EvaluationView>({
    method: 'POST',
    path: '/v1/evaluations',
    body: {
      tenant,
      goldenSet,
      seed,
      answers: retrievalOnly !== true,
      adversarial: adversarial === true,
      judge: judge === true,
      ...(earlier !== undefined && { baseline: earlier }),
    },
    limitMs: EVALUATION_LIMIT_MS,
  });
  if (json) context.write(JSON.stringify(view));
  else {
    context.write(`${view.goldenSet}: ${view.cases} questions, index ${view.generation}`);
    for (const line of renderTable(COLUMNS, view.metrics)) context.write(line);
    for (const { id, code } of view.failed) context.write(`${id}: ${code}`);
    for (const { code, count } of view.judgeFailures ?? []) context.write(`judge: ${code}, ${count} times`);
  }
  const missed = view.metrics
    .filter(({ passed }) => passed === false)
    .map(({ metric, segment }) => `${metric} (${segment})`);
  if (missed.length > 0) throw new StellwerkError(errors.GATE_MISSED, { metrics: missed.join(', ') });
  const fallen = view.regressions.map(
    ({ metric, segment, baseline: before, value }) =>
      `${metric} (${segment}) from ${figure(before)} to ${figure(value)}`,
  );
  if (fallen.length > 0) throw new StellwerkError(errors.BELOW_BASELINE, { metrics: fallen.join(', ') });
}

/** JSON is YAML. Of an outcome only what is compared is sent. */
async function readBaseline(file: string): Promise<Pick<EvaluationView, 'goldenSet' | 'metrics'>> {
  const outcome = (await readYaml(file)) as Partial<EvaluationView> | null;
  if (typeof outcome?.goldenSet !== 'string' || !Array.isArray(outcome.metrics)) {
    throw new StellwerkError(errors.FILE_UNREADABLE, {
      file,
      problem: 'it is no outcome of "stellwerk rag eval --json"',
    });
  }
  return { goldenSet: outcome.goldenSet, metrics: outcome.metrics };
}

const figure = (value: number | null): string => (value === null ? 'not a number' : value.toFixed(3));

const COLUMNS = [
  { title: 'metric', text: ({ metric }: Metric) => metric },
  { title: 'segment', text: ({ segment }: Metric) => segment },
  { title: 'value', align: 'right' as const, text: ({ value }: Metric) => figure(value) },
  {
    title: '95 % interval',
    align: 'right' as const,
    text: ({ low, high }: Metric) => (low === null || high === null ? '' : `${figure(low)}–${figure(high)}`),
  },
  { title: 'n', align: 'right' as const, text: ({ n }: Metric) => String(n) },
  { title: 'floor', align: 'right' as const, text: ({ floor }: Metric) => (floor === undefined ? '' : figure(floor)) },
  {
    title: 'passed',
    text: ({ passed }: Metric) => (passed === undefined ? '' : passed ? 'yes' : 'no'),
  },
];
