import { channelColumn, platformColumns, ratioColumn } from '@stellwerk/mmm';
import type { ShopWeek } from '@stellwerk/simulator';

/** Weeks of a simulated shop as CSV, with the columns that the platform makes of a tenant's data. */
export function weeklyTable(weeks: readonly ShopWeek[]): string {
  const { date, priceIndex, holiday, event } = platformColumns;
  const header = [
    ...[date, 'orders', ratioColumn('revenue', 'orders'), priceIndex, holiday, event],
    ...(weeks[0]?.media ?? []).flatMap(({ channel }) => [
      channelColumn(channel, 'spend'),
      channelColumn(channel, 'impressions'),
    ]),
  ];
  const rows = weeks.map((week) => [
    ...[week.date, String(week.orders), week.revenuePerOrder.toFixed(4)],
    ...[week.priceIndex, week.holiday, week.event].map((value) => value.toFixed(6)),
    ...week.media.flatMap(({ spend, impressions }) => [spend.toFixed(2), String(impressions)]),
  ]);
  return `${[header, ...rows].map((cells) => cells.join(',')).join('\n')}\n`;
}
