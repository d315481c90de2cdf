import { createClickHouse } from '@stellwerk/clickhouse';
import { StellwerkError } from '@stellwerk/contracts';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { errors } from '../errors.js';
import { findEndpoints } from '../platform/endpoints.js';
import { type DriftRow, driftsOf, readAnswers } from '../rag/drift.js';
import { type Column, renderTable } from '../render/table.js';
import { withExamples } from './example.js';
import { parseName, wholeNumber } from './options.js';

interface DriftCommand {
  readonly tenant: string;
  readonly days: number;
  readonly alarm?: boolean;
  readonly json?: boolean;
}

const COLUMNS: readonly Column<DriftRow>[] = [
  { title: 'what', text: ({ what }) => what },
  { title: 'before', align: 'right', text: ({ before }) => String(before) },
  { title: 'after', align: 'right', text: ({ after }) => String(after) },
  { title: 'stability index', align: 'right', text: (row) => row.populationStabilityIndex.toFixed(3) },
  { title: 'Jensen–Shannon', align: 'right', text: ({ jensenShannon }) => `${jensenShannon.toFixed(3)} bit` },
  { title: 'by chance', align: 'right', text: ({ pValue }) => pValue.toFixed(3) },
  { title: 'verdict', text: ({ verdict }) => verdict },
];

/** `rag drift`: what is asked and how well it is found, against the time before. */
export function addRagDriftCommand(rag: Command, context: CliContext): void {
  withExamples(
    rag
      .command('drift')
      .description('compare questions and scores of the last days with those of as many days before')
      .requiredOption('--tenant <tenant>', 'tenant', parseName)
      .option('--days <number>', 'days of each window', wholeNumber(1, 180), 7)
      .option('--alarm', 'end with an error where a drift is major')
      .option('--json', 'one JSON document')
      .action((options: DriftCommand) => showDrift(options, context)),
    'stellwerk rag drift --tenant demo --days 28 --alarm',
  );
}

async function showDrift({ tenant, days, alarm, json }: DriftCommand, context: CliContext): Promise<void> {
  const client = createClickHouse((await findEndpoints(context.environment)).clickHouse);
  try {
    const until = context.now();
    const drifts = driftsOf(await readAnswers(client, { tenant, days, until }));
    if (json) context.write(JSON.stringify({ tenant, days, until: until.toISOString(), drifts }));
    else for (const line of renderTable(COLUMNS, drifts)) context.write(line);
    const major = drifts.filter(({ verdict }) => verdict === 'major').map(({ what }) => what);
    if (alarm && major.length > 0) throw new StellwerkError(errors.DRIFTED, { what: major.join(', ') });
  } finally {
    await client.close();
  }
}
