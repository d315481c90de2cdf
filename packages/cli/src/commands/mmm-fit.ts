import { StellwerkError } from '@stellwerk/contracts';
import { type FitView, fitFiles, type RunSummary } from '@stellwerk/mmm';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { readGiven, tellingAll } from '../mmm/fit-inputs.js';
import { progressReporter } from '../mmm/progress-line.js';
import { renderSummary, type SimulatedTruth } from '../mmm/render-summary.js';
import { mmmService } from '../mmm/service.js';
import { simulatedTruth } from '../mmm/simulated-truth.js';
import { waitForFit } from '../mmm/wait-for-fit.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

interface FitCommand {
  readonly spec?: string;
  readonly experiments?: string;
  readonly out?: string;
  readonly tenant?: string;
  readonly model: string;
  readonly seed?: number;
  readonly chains?: number;
  readonly draws?: number;
  readonly warmup?: number;
  readonly workers: number;
  readonly resume?: boolean;
  readonly wait: boolean;
  readonly json?: boolean;
}

const TELL_EVERY_MS = 2_000;
/** What "stellwerk simulate --table shop.csv" writes. */
export const EXAMPLE_DATA = 'shop.csv';
export const EXAMPLE_SPEC = 'services/mmm/examples/shop.yaml';

/** `mmm fit`: a model from a file, or from a tenant's data. */
export function addMmmFitCommand(mmm: Command, context: CliContext): void {
  withExamples(
    mmm
      .command('fit')
      .description('fit a media mix model; one that fails its checks is written down and not published')
      .argument('[data]', 'CSV with a row per geo and period; needs no stack')
      .option('--spec <file>', 'specification, YAML (with --tenant: default the mmm-spec document of the model)')
      .option('--experiments <file>', 'measured lifts that calibrate it, YAML')
      .option('--out <folder>', 'where the run goes: summary.json, draws, report.html, report.de.html (files only)')
      .option('--tenant <tenant>', "a tenant's data instead, fitted by the platform", parseName)
      .option('--model <model>', 'name of the model (tenant only)', parseName, 'default')
      .option('--seed <number>', 'seed (default: of the specification, else 1)', wholeNumber(0, 4_294_967_295))
      .option('--chains <number>', 'Markov chains (default: of the specification, else 4)', wholeNumber(1, 16))
      .option(
        '--draws <number>',
        'draws per chain (default: of the specification, else 1000)',
        wholeNumber(10, 100_000),
      )
      .option(
        '--warmup <number>',
        'warm-up per chain (default: of the specification, else 1000)',
        wholeNumber(20, 100_000),
      )
      .option('--workers <number>', 'threads; they do not change the result (files only)', wholeNumber(1, 64), 2)
      .option('--resume', 'go on from the checkpoints in the folder (files only)')
      .option('--no-wait', 'do not wait for the platform (tenant only)')
      .option('--json', 'the summary as one JSON document')
      .action(async (data: string | undefined, options: FitCommand) => {
        const { tenant } = options;
        if ((data === undefined) === (tenant === undefined))
          throw optionError('[data], --tenant', 'give exactly one of them');
        if (data === undefined) await fitTenant(tenant ?? '', options, context);
        else await tellingAll(context, () => fitFile(data, options, context));
      }),
    `stellwerk mmm fit ${EXAMPLE_DATA} --spec ${EXAMPLE_SPEC} --out run/`,
    'stellwerk mmm fit --tenant demo',
  );
}

async function fitFile(data: string, options: FitCommand, context: CliContext): Promise<void> {
  const { spec, experiments, out, seed, chains, draws, warmup, workers, resume = false } = options;
  if (spec === undefined) throw optionError('--spec', 'a file needs a specification');
  if (out === undefined) throw optionError('--out', 'name the folder that the run goes to');
  const tell = progressReporter(context.report, () => context.now().getTime(), TELL_EVERY_MS);
  const summary = await fitFiles(
    { data, specification: spec, experiments },
    { folder: out, sampling: { seed, chains, draws, warmup }, workers, resume },
    {
      now: context.now,
      signal: context.signal,
      progress: ({ phase, share, secondsLeft }) => tell({ phase, progress: share, secondsLeft }),
    },
  );
  context.report(`${out}: summary.json, draws.bin, report.html, report.de.html`);
  tellSummary(summary, options, context);
}

async function fitTenant(tenant: string, options: FitCommand, context: CliContext): Promise<void> {
  const { model, spec, experiments, seed, chains, draws, warmup, wait } = options;
  const given = await readGiven({ spec, experiments });
  const ask = await mmmService(context);
  const body = { tenant, model, ...given, sampling: { seed, chains, draws, warmup } };
  const asked = await ask<FitView & { isNew: boolean }>({ method: 'POST', path: '/v1/fits', body });
  context.report(`run ${asked.runId}${asked.isNew ? '' : `, known already: ${asked.state}`}`);
  if (!wait) return context.write(options.json ? JSON.stringify(asked) : asked.runId);
  const fit = await waitForFit(asked.runId, ask, context);
  if (fit.state === 'failed' || fit.state === 'cancelled') throw ended(fit);
  const summary = await ask<RunSummary>({ path: `/v1/fits/${fit.runId}/summary` });
  const truth = await simulatedTruth(tenant, summary, context.environment.stateDir);
  tellSummary(summary, options, context, truth);
  if (fit.state === 'published' && !options.json) context.report(`to plan with it: stellwerk mmm promote ${fit.runId}`);
}

/** The document or the table, then a refusal where a check failed: a script must not take it for a result. */
function tellSummary(summary: RunSummary, { json }: FitCommand, context: CliContext, truth?: SimulatedTruth): void {
  if (json) context.write(JSON.stringify(summary));
  else for (const line of renderSummary(summary, truth)) context.write(line);
  if (summary.status === 'published') return;
  const failed = summary.review.filter(({ status }) => status === 'fail');
  const checks = failed
    .map(({ check, subject }) => (subject === undefined ? check : `${check} (${subject})`))
    .join(', ');
  throw new StellwerkError(errors.FIT_REFUSED, { checks });
}

/** The code that ended a fit of the platform, with its remedy. */
const ended = ({ error, state }: FitView): StellwerkError =>
  new StellwerkError({
    code: error?.code ?? errors.FIT_REFUSED.code,
    text: error?.detail ?? `the fit is ${state}`,
    fix: error?.fix ?? 'ask for it again',
    status: 422,
    retry: 'changed',
  });

const optionError = (option: string, problem: string) => new StellwerkError(errors.OPTION_INVALID, { option, problem });
