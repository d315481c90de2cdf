import { createClickHouse } from '@stellwerk/clickhouse';
import { StellwerkError } from '@stellwerk/contracts';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { findEndpoints } from '../platform/endpoints.js';
import { findLineage, type Lineage } from '../trace/lineage.js';
import { renderSpans } from '../trace/render-spans.js';
import { findSpans } from '../trace/spans.js';
import { withExamples } from './example.js';

/** `trace`: the way of one event from the HTTP request to its rows. */
export function addTraceCommand(program: Command, context: CliContext): void {
  withExamples(
    program
      .command('trace')
      .description('show the way of an event from the HTTP request to the inserted row')
      .argument('<id>', 'trace id, event id or message id')
      .option('--json', 'one JSON document')
      .action(async (id: string, { json }: { json?: boolean }) => {
        const client = createClickHouse((await findEndpoints(context.environment)).clickHouse);
        try {
          const lineage = await findLineage(client, id);
          const spans = lineage.traceId === null ? [] : await findSpans(client, lineage.traceId);
          if (lineage.messages.length === 0 && spans.length === 0) {
            throw new StellwerkError(errors.NOTHING_FOUND, { id });
          }
          if (json) context.write(JSON.stringify({ ...lineage, spans }));
          else
            for (const line of [...renderSpans(lineage.traceId, spans), ...renderLineage(lineage)]) context.write(line);
        } finally {
          await client.close();
        }
      }),
    'stellwerk trace 7f3a0c1e-5b6d-5e8f-9a1b-2c3d4e5f6071',
    'stellwerk trace 0af7651916cd43dd8448eb211c80319c --json',
  );
}

function renderLineage({ messages, rows }: Lineage): string[] {
  return [
    '',
    'messages',
    ...messages.map(
      ({ topic, partition, offset, appendedAt, storedAt }) =>
        `  ${topic} ${partition}/${offset}  appended ${appendedAt}  queryable ${storedAt}`,
    ),
    'rows',
    ...rows.map(({ table, eventId, person }) => `  ${table}  event ${eventId}  person ${person}`),
  ];
}
