import type { GenerationView } from '@stellwerk/rag';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { ragService } from '../rag/service.js';
import { renderTable } from '../render/table.js';
import { withExamples } from './example.js';

const EXAMPLE = 'e5-small-384-c2-l1';

/** `rag generations list | start | compare | switch | rollback`: another embedding model without a pause. */
export function addRagGenerationCommands(rag: Command, context: CliContext): void {
  const generations = rag
    .command('generations')
    .description('generations of the index: what embeds, how far it is filled, which one serves');
  withExamples(
    generations
      .command('list')
      .description('every generation with its state and how complete it is')
      .option('--json', 'one JSON document')
      .action(async ({ json }: { json?: boolean }) => {
        const ask = await ragService(context);
        const listed = await ask<{ generations: readonly GenerationView[] }>({ path: '/v1/generations' });
        if (json) context.write(JSON.stringify(listed));
        else for (const line of renderTable(COLUMNS, listed.generations)) context.write(line);
      }),
    'stellwerk rag generations list',
  );
  const act = (name: string, description: string, path: (generation: string) => string, example: string) =>
    withExamples(
      generations
        .command(name)
        .description(description)
        .argument('<generation>', 'name as the list prints it')
        .action(async (generation: string) => {
          const ask = await ragService(context);
          const answer = await ask<object>({ method: 'POST', path: path(encodeURIComponent(generation)), body: {} });
          context.write(JSON.stringify(answer, null, 2));
        }),
      example,
    );
  withExamples(
    generations
      .command('start')
      .description('fill a second collection by what the models and the service are now, while the first serves')
      .action(async () => {
        const ask = await ragService(context);
        context.write(
          JSON.stringify(await ask<object>({ method: 'POST', path: '/v1/generations', body: {} }), null, 2),
        );
      }),
    'stellwerk rag generations start',
  );
  act(
    'compare',
    'ask both generations the questions of the golden sets, and judge the new one',
    (name) => `/v1/generations/${name}/comparison`,
    `stellwerk rag generations compare ${EXAMPLE}`,
  );
  act(
    'switch',
    'let a complete generation serve that passed its comparison; one call',
    (name) => `/v1/generations/${name}/switch`,
    `stellwerk rag generations switch ${EXAMPLE}`,
  );
  withExamples(
    generations
      .command('rollback')
      .description('let the generation before serve again; one call')
      .action(async () => {
        const ask = await ragService(context);
        const path = '/v1/generations/rollback';
        context.write(JSON.stringify(await ask<object>({ method: 'POST', path, body: {} }), null, 2));
      }),
    'stellwerk rag generations rollback',
  );
}

const COLUMNS = [
  { title: 'generation', text: ({ name }: GenerationView) => name },
  { title: 'state', text: ({ state }: GenerationView) => state },
  { title: 'expected', align: 'right' as const, text: ({ expected }: GenerationView) => String(expected) },
  { title: 'present', align: 'right' as const, text: ({ present }: GenerationView) => String(present) },
];
