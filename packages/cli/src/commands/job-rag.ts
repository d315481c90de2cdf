import type { DocumentResult, GenerationView } from '@stellwerk/rag';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { findEndpoints } from '../platform/endpoints.js';
import { asJob, type JobFigures } from '../platform/job-run.js';
import { withBus } from '../platform/with-bus.js';
import { figuresOf } from '../rag/ingest.js';
import { type AskRag, ragService } from '../rag/service.js';
import { withExamples } from './example.js';
import { parseName } from './options.js';

interface RagJob {
  readonly name: string;
  readonly description: string;
  /** The work itself; its figures go on record. */
  readonly run: (ask: AskRag, tenant: string, source: string) => Promise<JobFigures>;
  readonly needsSource?: boolean;
}

/** What reads a whole site, or every point of a tenant. */
const LONG_LIMIT_MS = 3_600_000;

const jobs: readonly RagJob[] = [
  {
    name: 'rag-refresh',
    description: "read the pages of a source's site again; what has not changed is not written",
    needsSource: true,
    run: async (ask, tenant, source) => {
      const question = {
        method: 'POST',
        path: '/v1/crawls',
        body: { tenant, source },
        limitMs: LONG_LIMIT_MS,
      } as const;
      return figuresOf((await ask<{ results: DocumentResult[] }>(question)).results);
    },
  },
  {
    name: 'rag-retention',
    description: 'take away documents whose time is up, and what superseded versions left behind; of all tenants',
    run: async (ask) => {
      const swept = await ask<{ versions: number; texts: number; expired: number; generations: string[] }>({
        method: 'POST',
        path: '/v1/upkeep',
        body: {},
      });
      return { ...swept, generations: swept.generations.length };
    },
  },
  {
    name: 'rag-repair',
    description: "hold every point of the tenant's documents against the ledger, and write exactly what is missing",
    run: async (ask, tenant) => {
      const question = { method: 'POST', path: '/v1/upkeep/repair', body: { tenant }, limitMs: LONG_LIMIT_MS } as const;
      const { documents, written, removed } = await ask<{ documents: number; written: number; removed: number }>(
        question,
      );
      return { documents, written, removed };
    },
  },
  {
    name: 'rag-reembed',
    description: 'begin, or go on with, filling the generation that models and service are now, while another serves',
    run: async (ask) => {
      const { isNew } = await ask<{ isNew: boolean }>({ method: 'POST', path: '/v1/generations', body: {} });
      const { generations } = await ask<{ generations: readonly GenerationView[] }>({ path: '/v1/generations' });
      return { started: isNew ? 1 : 0, generations: generations.length };
    },
  },
];

/** `job run rag-…`: what keeps the knowledge base current; each leaves a row in `ops.job_runs`. */
export function addRagJobs(run: Command, context: CliContext): void {
  for (const { name, description, run: work, needsSource } of jobs) {
    const command = run
      .command(name)
      .description(description)
      .requiredOption('--tenant <tenant>', 'tenant of the record of the job', parseName);
    if (needsSource) command.requiredOption('--source <source>', 'knowledge-source with crawl settings', parseName);
    command
      .option('--json', 'one JSON document')
      .action(async ({ tenant, source = '', json }: { tenant: string; source?: string; json?: boolean }) => {
        const { kafka } = await findEndpoints(context.environment);
        const ask = await ragService(context);
        const { figures } = await withBus(kafka, (bus) =>
          asJob({ bus, tenant, job: name, now: context.now }, async () => ({
            figures: await work(ask, tenant, source),
          })),
        );
        if (json) context.write(JSON.stringify(figures));
        else for (const [figure, value] of Object.entries(figures)) context.write(`${figure}: ${value}`);
      });
    withExamples(command, `stellwerk job run ${name} --tenant demo${needsSource ? ' --source website' : ''}`);
  }
}
