import type { ForecastAnswer, ScenarioAnswer } from '@stellwerk/mmm';
import { formatNumber } from '../render/number.js';
import { renderTable } from '../render/table.js';

type Interval = ForecastAnswer['forecast']['total'];

const number = (value: number) => formatNumber(value, Math.abs(value) >= 100 ? 0 : 2);
const interval = ({ mean, low, high }: Interval) => `${number(mean)} [${number(low)}, ${number(high)}]`;
const right = { align: 'right' as const };

/** A forecast for people: per period what will be observed with 90 %, and what the plan adds. */
export function renderForecast({ forecast, difference, assumptions, plan }: ForecastAnswer): string[] {
  const { dates, predicted, total } = forecast;
  const rows = dates.map((date, at) => ({
    date,
    ...{ mean: predicted.mean[at] ?? 0, low: predicted.low[at] ?? 0, high: predicted.high[at] ?? 0 },
  }));
  return [
    ...renderTable(
      [
        { title: 'period', text: ({ date }: (typeof rows)[number]) => date },
        { title: 'outcome with 90 %', ...right, text: interval },
      ],
      rows,
    ),
    `in all ${interval(total)} is expected`,
    ...(difference === null
      ? []
      : [`${plan.name} against the same periods of the last year: ${differenceText(difference)}`]),
    ...assumptions.map(({ column, taken }) => `taken: ${column}, ${taken}`),
  ];
}

/** A scenario for people: what all changes move together, what each moves alone, and what the answer rests on. */
export function renderScenario(answer: ScenarioAnswer): string[] {
  const { dates, outcome, value, relative, spend, profit, probabilityBetter, changes, alone, extrapolated } = answer;
  const saved = spend.planned - spend.scenario;
  const { mean, low, high } = relative;
  const percent = (share: number) => `${formatNumber(100 * share, 1)} %`;
  return [
    `${dates.length} periods from ${dates[0] ?? ''} with the changes against the same without:`,
    `outcome ${interval(outcome.difference)}, by ${percent(mean)} [${percent(low)}, ${percent(high)}]`,
    `value ${interval(value.difference)}`,
    `media cost ${number(Math.abs(saved))} ${saved > 0 ? 'less' : 'more'}`,
    ...(profit === null ? [] : [`value less the money for media ${interval(profit)}`]),
    `better with a probability of ${formatNumber(100 * probabilityBetter)} %`,
    ...renderTable<{ readonly change: ScenarioAnswer['changes'][number]; readonly moved: Interval }>(
      [
        { title: 'change', text: ({ change }) => changeText(change) },
        { title: 'value by it alone', ...right, text: ({ moved }) => interval(moved) },
      ],
      changes.flatMap((change, at) => {
        const moved = alone[at];
        return moved === undefined ? [] : [{ change, moved }];
      }),
    ),
    ...extrapolated.map((channel) => `note: ${channel} gets more than it ever had in the data`),
    ...answer.assumptions.map(({ column, taken }) => `taken: ${column}, ${taken}`),
  ];
}

function changeText(change: ScenarioAnswer['changes'][number]): string {
  const by = (factor: number) => `${factor < 1 ? '' : '+'}${formatNumber(100 * (factor - 1), 1)} %`;
  if (change.kind === 'media') return `${change.channel} ${by(change.factor)}`;
  if (change.kind === 'price') {
    const passed = `${formatNumber(100 * change.passesToValue)} % of it in the value of a unit`;
    return `${change.price} ${by(change.factor)}, ${passed}`;
  }
  return `${change.name} ${by(change.factor ?? 1)}`;
}

const differenceText = ({ total, totalValue, probabilityBetter }: NonNullable<ForecastAnswer['difference']>): string =>
  `outcome ${interval(total)}, value ${interval(totalValue)}; more with a probability of ${formatNumber(100 * probabilityBetter)} %`;
