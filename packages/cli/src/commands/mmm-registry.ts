import type { FitView, RunSummary } from '@stellwerk/mmm';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { progressLine } from '../mmm/progress-line.js';
import { renderSummary } from '../mmm/render-summary.js';
import { type ListedFits, mmmService } from '../mmm/service.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseName, parseUuid } from './options.js';

const EXAMPLE_RUN = 'b7d9f3c4-1111-5222-8333-444455550010';

/** `mmm list | show | cancel | promote`: the registry of the running platform. */
export function addMmmRegistryCommands(mmm: Command, context: CliContext): void {
  withExamples(
    mmm
      .command('list')
      .description("list a tenant's fits, the newest first; * is the champion of its model")
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--model <model>', 'of one model only', parseName)
      .option('--json', 'one JSON document')
      .action(async ({ tenant, model, json }: { tenant: string; model?: string; json?: boolean }) => {
        const ask = await mmmService(context);
        const listed = await ask<ListedFits>({ path: '/v1/fits', query: { tenant, model } });
        if (json) context.write(JSON.stringify(listed));
        else for (const line of renderTable(COLUMNS, listed.fits)) context.write(line);
      }),
    'stellwerk mmm list --tenant demo',
  );
  withExamples(
    mmm
      .command('show')
      .description('show one fit: how far it is, or what it found')
      .argument('<run>', 'id of the run', parseUuid)
      .option('--json', 'one JSON document: the summary of the run')
      .option('--specification', 'its specification alone, with all defaults filled in; "mmm fit --spec" reads it')
      .action(async (runId: string, { json, specification }: { json?: boolean; specification?: boolean }) => {
        const ask = await mmmService(context);
        if (specification) {
          const { spec } = await ask<RunSummary>({ path: `/v1/fits/${runId}/summary` });
          return context.write(JSON.stringify(spec, null, 2));
        }
        const fit = await ask<FitView>({ path: `/v1/fits/${runId}` });
        const hasSummary = fit.state === 'published' || fit.state === 'refused' || fit.state === 'fitted';
        const summary = hasSummary ? await ask<RunSummary>({ path: `/v1/fits/${runId}/summary` }) : null;
        if (json) context.write(JSON.stringify(summary ?? fit));
        else for (const line of renderFit(fit, summary)) context.write(line);
      }),
    `stellwerk mmm show ${EXAMPLE_RUN}`,
    `stellwerk mmm show ${EXAMPLE_RUN} --specification`,
  );
  withExamples(
    mmm
      .command('cancel')
      .description('end a fit that waits or runs; asked for again, it goes on from where it was')
      .argument('<run>', 'id of the run', parseUuid)
      .action(async (runId: string) => {
        const ask = await mmmService(context);
        const { state } = await ask<FitView>({ method: 'POST', path: `/v1/fits/${runId}/cancellation`, body: {} });
        context.write(`${runId} ${state}`);
      }),
    `stellwerk mmm cancel ${EXAMPLE_RUN}`,
  );
  withExamples(
    mmm
      .command('promote')
      .description('make a published fit the champion of its model: plans and forecasts are made with it from then on')
      .argument('<run>', 'id of the run', parseUuid)
      .option('--reason <text>', 'why')
      .action(async (runId: string, { reason }: { reason?: string }) => {
        const ask = await mmmService(context);
        const body = reason === undefined ? {} : { reason };
        const champion = await ask<{ model: string; previousRunId?: string }>({
          method: 'POST',
          path: `/v1/fits/${runId}/promotion`,
          body,
        });
        const before = champion.previousRunId === undefined ? '' : `, after ${champion.previousRunId}`;
        context.write(`${runId} is the champion of ${champion.model}${before}`);
      }),
    `stellwerk mmm promote ${EXAMPLE_RUN} --reason "weekly refit"`,
  );
}

function renderFit(fit: FitView, summary: RunSummary | null): string[] {
  const state = fit.endedAt === null ? `${fit.state}: ${progressLine(fit)}` : fit.state;
  const head = [`${fit.runId} ${fit.tenant}/${fit.model} ${state}`];
  if (fit.error) head.push(`${fit.error.code}: ${fit.error.detail}`, `  ${fit.error.fix}`);
  return summary === null ? head : [...head, ...renderSummary(summary)];
}

const COLUMNS = [
  { title: 'run', text: ({ runId }: FitView) => runId },
  { title: 'model', text: ({ model, isChampion }: FitView) => `${model}${isChampion ? ' *' : ''}` },
  { title: 'state', text: ({ state }: FitView) => state },
  { title: 'asked for', text: ({ requestedAt }: FitView) => requestedAt },
  { title: 'by', text: ({ requestedBy }: FitView) => requestedBy },
  { title: 'data', text: ({ dataHash }: FitView) => dataHash.slice(0, 12) },
  {
    title: 'why not',
    text: ({ failedChecks, error }: FitView) =>
      failedChecks.length > 0 ? failedChecks.map(({ check }) => check).join(', ') : (error?.code ?? ''),
  },
];
