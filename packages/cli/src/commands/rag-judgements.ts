import { createClickHouse } from '@stellwerk/clickhouse';
import { summariseFeedback } from '@stellwerk/rag/evaluation';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { findEndpoints } from '../platform/endpoints.js';
import { readFeedback } from '../rag/feedback.js';
import { renderFeedback } from '../rag/render-feedback.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

interface JudgementsCommand {
  readonly tenant: string;
  readonly days: number;
  readonly json?: boolean;
}

/** `rag judgements`: what readers said of answers. */
export function addRagJudgementsCommand(rag: Command, context: CliContext): void {
  withExamples(
    rag
      .command('judgements')
      .description('sum up what readers said of answers in the last days')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--days <number>', 'days', wholeNumber(1, 365), 28)
      .option('--json', 'one JSON document')
      .action(async ({ tenant, days, json }: JudgementsCommand) => {
        const client = createClickHouse((await findEndpoints(context.environment)).clickHouse);
        try {
          const until = context.now();
          const summary = summariseFeedback(await readFeedback(client, { tenant, days, until }));
          if (json) context.write(JSON.stringify({ tenant, days, until: until.toISOString(), ...summary }));
          else for (const line of renderFeedback(summary)) context.write(line);
        } finally {
          await client.close();
        }
      }),
    'stellwerk rag judgements --tenant demo --days 28',
  );
}
