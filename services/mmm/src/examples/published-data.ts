import type { ChannelColumns, DataColumns } from '../domain/data/data-columns.js';

/** Columns of the public data sets that the project is compared on. */
const channelColumns = (index: number): ChannelColumns => ({
  channel: `Channel${index}`,
  kind: 'paid',
  media: `Channel${index}_impression`,
  spend: `Channel${index}_spend`,
});

const meridian = {
  date: 'time',
  outcome: 'conversions',
  valuePerUnit: 'revenue_per_conversion',
} as const;

/** 40 geos × 156 weeks: five paid channels, one organic, a promotion, two controls. */
export const meridianGeo: DataColumns = {
  ...meridian,
  geo: 'geo',
  population: 'population',
  channels: [
    ...[0, 1, 2, 3, 4].map(channelColumns),
    { channel: 'Organic_channel0', kind: 'organic', media: 'Organic_channel0_impression' },
  ],
  means: ['competitor_sales_control', 'sentiment_score_control', 'Promo'],
  byGeo: true,
};

/** The same kind of data in one national series. */
export const meridianNational: DataColumns = (({ geo: _geo, population: _population, byGeo: _byGeo, ...rest }) => rest)(
  meridianGeo,
);

/** 20 geos × 156 weeks, one channel by reach and frequency. */
export const meridianReach: DataColumns = {
  ...meridian,
  geo: 'geo',
  population: 'population',
  channels: [
    ...[0, 1, 2].map(channelColumns),
    {
      channel: 'Channel3',
      kind: 'reach-frequency',
      media: 'Channel3_reach',
      frequency: 'Channel3_frequency',
      spend: 'Channel3_spend',
    },
  ],
  means: ['competitor_activity_score_control', 'sentiment_score_control'],
};

/** 179 national weeks of synthetic sales with a known truth; media are money. */
export const mmmExample: DataColumns = {
  date: 'date_week',
  outcome: 'y',
  channels: [
    { channel: 'x1', kind: 'paid', media: 'x1', spend: 'x1' },
    { channel: 'x2', kind: 'paid', media: 'x2', spend: 'x2' },
  ],
  means: ['event_1', 'event_2', 't'],
};

/** Totals that Meridian publishes for its geo data. */
export const meridianTotals = {
  spend: {
    Channel0: 40_501_712,
    Channel1: 31_320_302,
    Channel2: 12_079_349,
    Channel3: 87_860_352,
    Channel4: 47_730_680,
  },
  revenue: 1_318_699_438,
} as const;
