import type { AttributionAnswer } from '../commands/attribution.js';
import type { CliContext } from '../context.js';
import type { Endpoints } from '../platform/endpoints.js';
import { formatNumber } from '../render/number.js';
import { askAttributions, LOOK_BACK_DAYS, PURPOSE, renderComparison } from './comparison.js';
import type { DemoRecord } from './demo-record.js';
import { askShop } from './knowledge.js';

/** Prints what runs where, attributed orders beside those that the simulator knows to be caused, and what to try next. */
export async function printDemo(record: DemoRecord, endpoints: Endpoints, context: CliContext): Promise<void> {
  const answers = await askAttributions(record, endpoints, context);
  const asked = await askShop(record.tenant, endpoints);
  for (const line of renderDemo(record, { answers, asked }, endpoints)) context.report(line);
}

/** The printed page. */
export function renderDemo(
  { tenant, truth }: DemoRecord,
  { answers, asked }: { readonly answers: readonly AttributionAnswer[]; readonly asked: readonly string[] },
  { urls, clickHouse, kafka }: Pick<Endpoints, 'urls' | 'clickHouse' | 'kafka'>,
): string[] {
  const journeys = answers[0]?.totals.journeys ?? 0;
  return [
    '',
    'what runs where',
    ...Object.entries(urls).map(([name, url]) => `  ${name.padEnd(12)} ${url}`),
    `  ${'clickhouse'.padEnd(12)} ${clickHouse.url}`,
    `  ${'kafka'.padEnd(12)} ${kafka.brokers.join(', ')}`,
    '',
    `orders of the demo shop's last 30 days, by channel (${formatNumber(journeys)} journeys, look-back ${LOOK_BACK_DAYS} days)`,
    ...renderComparison(truth, answers).map((line) => (line === '' ? '' : `  ${line}`)),
    '',
    'a question to the knowledge base, and the proof of its answer',
    ...asked.map((line) => `  ${line}`),
    '',
    'what to try next',
    `  npx stellwerk attribution --tenant ${tenant} --model markov --order 2 --purpose ${PURPOSE}`,
    `  npx stellwerk mmm fit --tenant ${tenant}`,
    `  npx stellwerk rag ask "Was kostet der Versand nach Österreich?" --tenant ${tenant}`,
    `  npx stellwerk books --tenant ${tenant}`,
    '  npx stellwerk status',
    '  npx stellwerk help',
  ];
}
