import type { AttributionAnswer } from '../commands/attribution.js';
import type { CliContext } from '../context.js';
import { ask } from '../platform/ask.js';
import type { Endpoints } from '../platform/endpoints.js';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';
import type { DemoRecord } from './demo-record.js';

const MODELS = [
  { title: 'last touch', spec: { model: 'last' } },
  { title: 'linear', spec: { model: 'linear' } },
  { title: 'Markov 1', spec: { model: 'markov', order: 1 } },
  { title: 'Shapley', spec: { model: 'shapley' } },
] as const;

/** Short, because the demo has 30 days: what is younger than this is not over yet. */
const LOOK_BACK_DAYS = 7;

interface Row {
  readonly channel: string;
  readonly credits: readonly number[];
  readonly incremental: number | undefined;
}

/** Prints what runs where, attributed orders beside those that the simulator knows to be caused, and what to try next. */
export async function printDemo(record: DemoRecord, endpoints: Endpoints, context: CliContext): Promise<void> {
  const answers = await Promise.all(
    MODELS.map(({ spec }) =>
      ask<AttributionAnswer>(endpoints, 'attribution', {
        method: 'POST',
        path: '/v1/attribution',
        body: { tenant: record.tenant, lookBackDays: LOOK_BACK_DAYS, ...spec },
        signal: context.signal,
      }),
    ),
  );
  for (const line of renderDemo(record, answers, endpoints)) context.report(line);
}

/** The printed page. */
export function renderDemo(
  { tenant, truth }: DemoRecord,
  answers: readonly AttributionAnswer[],
  { urls, clickHouse, kafka }: Pick<Endpoints, 'urls' | 'clickHouse' | 'kafka'>,
): string[] {
  const caused = new Map(truth.map(({ channel, orders }) => [channel, orders]));
  const names = [...new Set(answers.flatMap(({ channels }) => channels.map(({ channel }) => channel)))].sort();
  const rows: Row[] = names.map((channel) => ({
    channel,
    credits: answers.map((answer) => answer.channels.find((one) => one.channel === channel)?.conversions ?? 0),
    incremental: caused.get(channel),
  }));
  const sums: Row = {
    channel: 'sum',
    credits: answers.map(({ totals }) => totals.conversions),
    incremental: truth.reduce((sum, { orders }) => sum + orders, 0),
  };
  const table = renderTable(
    [
      { title: 'channel', text: (row: Row) => row.channel },
      ...MODELS.map(({ title }, index) => ({
        title,
        align: 'right' as const,
        text: (row: Row) => formatNumber(row.credits[index] ?? 0, 1),
      })),
      {
        title: 'incremental (simulated)',
        align: 'right' as const,
        text: (row: Row) => (row.incremental === undefined ? '–' : formatNumber(row.incremental)),
      },
    ],
    [...rows, sums],
  );
  const journeys = answers[0]?.totals.journeys ?? 0;
  return [
    '',
    'what runs where',
    ...Object.entries(urls).map(([name, url]) => `  ${name.padEnd(12)} ${url}`),
    `  ${'clickhouse'.padEnd(12)} ${clickHouse.url}`,
    `  ${'kafka'.padEnd(12)} ${kafka.brokers.join(', ')}`,
    '',
    `orders of the demo shop's last 30 days, by channel (${formatNumber(journeys)} journeys, look-back ${LOOK_BACK_DAYS} days)`,
    ...table.map((line) => `  ${line}`),
    '',
    '  Attribution shares out the orders that there were among the channels on their way: it describes and does not say what',
    '  caused them. "incremental (simulated)" is what the simulator knows: orders that are missing when the same shop runs the',
    '  same days without the channel. Brand search and affiliates collect credit for orders that would have come anyway; e-mail,',
    '  social and generic search persuade people who often arrive by another way later.',
    '',
    'what to try next',
    `  npx stellwerk attribution --tenant ${tenant} --model markov --order 2`,
    `  npx stellwerk books --tenant ${tenant}`,
    '  npx stellwerk status',
    '  npx stellwerk help',
  ];
}
