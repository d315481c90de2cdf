import type { TrackedRuns } from '@stellwerk/mmm';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { renderTrack } from '../mmm/render-track.js';
import { mmmService } from '../mmm/service.js';
import { withExamples } from './example.js';
import { parseName } from './options.js';

/** `mmm track`: how well published runs said what came after their data, and whether that drifts. */
export function addMmmTrackCommand(mmm: Command, context: CliContext): void {
  withExamples(
    mmm
      .command('track')
      .description('hold what published runs forecast against what has come since; says whether outcomes drift from it')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--model <model>', 'name of the model', parseName, 'default')
      .option('--json', 'one JSON document')
      .action(async ({ tenant, model, json }: { tenant: string; model: string; json?: boolean }) => {
        const ask = await mmmService(context);
        const tracked = await ask<TrackedRuns>({ path: '/v1/forecast-record', query: { tenant, model } });
        if (json) context.write(JSON.stringify(tracked));
        else for (const line of renderTrack(tracked)) context.write(line);
      }),
    'stellwerk mmm track --tenant demo',
  );
}
