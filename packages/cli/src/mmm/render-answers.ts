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

/** A scenario for people. */
export function renderScenario({ difference, spend, dates }: ScenarioAnswer): string[] {
  return [
    `${dates.length} periods from ${dates[0] ?? ''} with the changes against the same without: ${differenceText(difference)}`,
    `media cost ${number(Math.abs(spend))} ${spend < 0 ? 'less' : 'more'}`,
  ];
}

const differenceText = ({ total, totalValue, probabilityBetter }: NonNullable<ForecastAnswer['difference']>): string =>
  `outcome ${interval(total)}, value ${interval(totalValue)}; more with a probability of ${formatNumber(100 * probabilityBetter)} %`;
