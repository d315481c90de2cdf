import type { AttributionAnswer } from '../commands/attribution.js';
import type { CliContext } from '../context.js';
import { ask } from '../platform/ask.js';
import type { Endpoints } from '../platform/endpoints.js';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';
import type { ShopTruth } from './demo-record.js';

/** Models whose credit stands beside the truth. */
const MODELS = [
  { title: 'last touch', spec: { model: 'last' } },
  { title: 'linear', spec: { model: 'linear' } },
  { title: 'Markov 1', spec: { model: 'markov', order: 1 } },
  { title: 'Shapley', spec: { model: 'shapley' } },
] as const;

/** Short, because a shop has 30 days: what is younger than this is not over yet. */
export const LOOK_BACK_DAYS = 7;

/** What the simulator knows is about the persons who allow this: all that tracking sees. */
export const PURPOSE = 'analytics_store';

/** A simulated shop whose figures can be compared. */
export interface ComparedShop {
  readonly tenant: string;
  /** First instant of the days of single calls; absent = everything that the tenant has. */
  readonly from?: string | undefined;
  readonly truth: ShopTruth;
}

/** Attributed orders of a shop by the models of the comparison. @throws StellwerkError of the attribution service */
export function askAttributions(
  { tenant, from }: ComparedShop,
  endpoints: Endpoints,
  { signal }: Pick<CliContext, 'signal'>,
): Promise<AttributionAnswer[]> {
  const body = { tenant, purpose: PURPOSE, lookBackDays: LOOK_BACK_DAYS, ...(from !== undefined && { from }) };
  return Promise.all(
    MODELS.map(({ spec }) =>
      ask<AttributionAnswer>(endpoints, 'attribution', {
        method: 'POST',
        path: '/v1/attribution',
        body: { ...body, ...spec },
        signal,
      }),
    ),
  );
}

/** A channel's attributed orders by model, beside the orders that it caused; `null` = nothing is known to be caused. */
export interface ComparedChannel {
  readonly channel: string;
  readonly credits: Readonly<Record<string, number>>;
  readonly incremental: number | null;
}

/** Every channel that got credit or caused something, by name. */
export function compare(truth: ShopTruth, answers: readonly AttributionAnswer[]): ComparedChannel[] {
  const caused = new Map(truth.map(({ channel, orders }) => [channel, orders]));
  const credited = answers.flatMap(({ channels }) => channels.map(({ channel }) => channel));
  return [...new Set([...caused.keys(), ...credited])].sort().map((channel) => ({
    channel,
    credits: Object.fromEntries(
      answers.map(({ channels }, index) => [
        MODELS[index]?.title ?? '',
        channels.find((one) => one.channel === channel)?.conversions ?? 0,
      ]),
    ),
    incremental: caused.get(channel) ?? null,
  }));
}

/** The comparison for people. */
export function renderComparison(truth: ShopTruth, answers: readonly AttributionAnswer[]): string[] {
  const rows = compare(truth, answers);
  const sums: ComparedChannel = {
    channel: 'sum',
    credits: Object.fromEntries(
      MODELS.map(({ title }, index) => [title, answers[index]?.totals.conversions ?? 0] as const),
    ),
    incremental: truth.reduce((sum, { orders }) => sum + orders, 0),
  };
  const right = { align: 'right' as const };
  const table = renderTable(
    [
      { title: 'channel', text: ({ channel }: ComparedChannel) => channel },
      ...MODELS.map(({ title }) => ({
        title,
        ...right,
        text: ({ credits }: ComparedChannel) => formatNumber(credits[title] ?? 0, 1),
      })),
      {
        title: 'incremental (simulated)',
        ...right,
        text: ({ incremental }: ComparedChannel) => (incremental === null ? '–' : formatNumber(incremental)),
      },
    ],
    [...rows, sums],
  );
  return [
    ...table,
    '',
    'Attribution shares out the orders that there were among the channels on their way: it describes and does not say what',
    'caused them. "incremental (simulated)" is what the simulator knows: orders that are missing when the same shop runs the',
    'same days without the channel. Brand search and affiliates collect credit for orders that would have come anyway; e-mail,',
    'social and generic search persuade people who often arrive by another way later.',
    `Both are about people who allow ${PURPOSE}; without --purpose fewer journeys count, those of people who allow ad_measurement.`,
  ];
}
