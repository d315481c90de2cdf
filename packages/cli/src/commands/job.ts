import { StellwerkError } from '@stellwerk/contracts';
import type { FitView, Refit } from '@stellwerk/mmm';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { mmmService } from '../mmm/service.js';
import { waitForFit } from '../mmm/wait-for-fit.js';
import { findEndpoints } from '../platform/endpoints.js';
import { asJob, type JobProgress } from '../platform/job-run.js';
import { withBus } from '../platform/with-bus.js';
import { withExamples } from './example.js';
import { addRagJobs } from './job-rag.js';
import { parseName } from './options.js';

interface RefitCommand {
  readonly tenant: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `job run …`: what schedulers call. Each is idempotent and leaves a row in `ops.job_runs`. */
export function addJobCommands(program: Command, context: CliContext): void {
  const run = program
    .command('job')
    .description('scheduled work, for any scheduler')
    .command('run')
    .description('run a job once');
  withExamples(
    run
      .command('mmm-refit')
      .description('fit the media mix models of a tenant that are due again, and wait for them')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--force', 'also those that are not due')
      .option('--json', 'one JSON document')
      .action(async ({ tenant, force = false, json }: RefitCommand) => {
        const { kafka } = await findEndpoints(context.environment);
        const work = (progress: JobProgress) => refit({ tenant, force }, progress, context);
        const options = { tenant, job: 'mmm-refit', now: context.now };
        const { refits } = await withBus(kafka, (bus) => asJob({ bus, ...options }, work));
        if (json) context.write(JSON.stringify({ refits }));
        else for (const line of refits.flatMap(renderRefit)) context.write(line);
        const failed = refits.filter(({ fit }) => fit !== null && fit.state !== 'published').length;
        if (failed > 0) throw new StellwerkError(errors.REFITS_FAILED, { failed, asked: refits.length });
      }),
    'stellwerk job run mmm-refit --tenant demo',
  );
  addRagJobs(run, context);
}

interface Ended extends Refit {
  /** Null where none was due. */
  readonly fit: FitView | null;
}

async function refit(
  body: { readonly tenant: string; readonly force: boolean },
  job: JobProgress,
  context: CliContext,
): Promise<{ readonly refits: Ended[]; readonly figures: Readonly<Record<string, number>> }> {
  const ask = await mmmService(context);
  const { refits } = await ask<{ refits: Refit[] }>({ method: 'POST', path: '/v1/refits', body });
  const ended: Ended[] = [];
  for (const one of refits) {
    ended.push({ ...one, fit: one.runId === undefined ? null : await waitForFit(one.runId, ask, context) });
    await job.progress(ended.length / refits.length, figuresOf(ended));
  }
  return { refits: ended, figures: figuresOf(ended) };
}

function figuresOf(refits: readonly Ended[]): Record<string, number> {
  const count = (isCounted: (one: Ended) => boolean) => refits.filter(isCounted).length;
  return {
    models: refits.length,
    notDue: count(({ fit }) => fit === null),
    testsDue: refits.reduce((sum, { testsDue }) => sum + testsDue.length, 0),
    published: count(({ fit }) => fit?.state === 'published'),
    refused: count(({ fit }) => fit?.state === 'refused'),
    failed: count(({ fit }) => fit?.state === 'failed' || fit?.state === 'cancelled'),
  };
}

function renderRefit(refit: Ended): string[] {
  const { model, testsDue } = refit;
  const tests = testsDue.length === 0 ? [] : [`${model}: by the policy an experiment is due on ${testsDue.join(', ')}`];
  return [renderFit(refit), ...tests];
}

function renderFit({ model, reason, fit, isNew }: Ended): string {
  if (fit === null) return `${model}: not due`;
  const known = isNew === false ? ', known already: the data have not changed' : '';
  const why = fit.error === null ? '' : ` (${fit.error.code}: ${fit.error.detail})`;
  return `${model}: ${fit.state}${why}, run ${fit.runId}, ${reason}${known}`;
}
