/** How extra orders follow from advertising pressure. */
export interface Response {
  /** Share of the pressure's effect that is left on the next day; weights are truncated and normalised (see market/media.ts). */
  readonly retentionPerDay: number;
  /** Extra orders per person and day at full saturation: β of β·Hill(A). */
  readonly maxOrdersPerPersonDay: number;
  /** Adstocked contacts per person and day at which half of that is reached: κ of Hill(A) = A / (A + κ). */
  readonly halfSaturation: number;
}

/** Who decides on the contacts: the advertiser's plan, or people who are about to buy anyway. */
export type Driver =
  | {
      readonly kind: 'planned';
      /** Contacts per person and day in a usual week. */
      readonly contactsPerPersonDay: number;
      /** Share of the contacts that reaches people in the market; `null` = no targeting. */
      readonly inMarketShare: number | null;
      /** Only people who ordered before can be reached. */
      readonly customersOnly: boolean;
      /** Days of contact, 0 = Monday; empty = every day. */
      readonly weekdays: readonly number[];
    }
  | {
      readonly kind: 'demand-led';
      /** Probability of a contact per day for a person in the market. */
      readonly perInMarketDay: number;
      /** … on the last day before a decision, which is when vouchers are searched for. */
      readonly perDecisionDay: number;
      /** … for everyone else. */
      readonly perOtherDay: number;
    };

/** One channel: how people meet it, what it costs, and what it truly causes. */
export interface Channel {
  readonly name: string;
  /** What its visits carry in `context.campaign`; `null` = nothing. */
  readonly campaign: { readonly source: string; readonly medium: string; readonly name: string } | null;
  /** Referrer of the landing page. */
  readonly referrer: string | null;
  readonly driver: Driver;
  /** Share of contacts that end in a visit. */
  readonly clickShare: number;
  /** Times shown per person and day of contact. */
  readonly impressionsPerContact: number;
  /** Euro; both 0 = the channel has no spend. */
  readonly costPerThousandImpressions: number;
  readonly costPerClick: number;
  /** `null` = contacts cause no orders. */
  readonly response: Response | null;
}

const planned = { kind: 'planned', inMarketShare: null, customersOnly: false, weekdays: [] } as const;

/**
 * The channels of the shop. What a contact causes in a usual week: generic search 0.05 orders, paid social 0.0042, e-mail
 * 0.0056, display 0.0019, brand search 0.0028; affiliates, organic search and direct visits nothing.
 */
export const channels: readonly Channel[] = [
  {
    name: 'Paid Search Generic',
    campaign: { source: 'google', medium: 'cpc', name: 'lighting-generic' },
    referrer: 'https://www.google.com/',
    driver: { ...planned, contactsPerPersonDay: 0.012, inMarketShare: 0.2 },
    clickShare: 1,
    impressionsPerContact: 14,
    costPerThousandImpressions: 0,
    costPerClick: 1.4,
    response: { retentionPerDay: 0.5, maxOrdersPerPersonDay: 0.0015, halfSaturation: 0.018 },
  },
  {
    name: 'Paid Search Brand',
    campaign: { source: 'google', medium: 'brand-cpc', name: 'brand' },
    referrer: 'https://www.google.com/',
    driver: { kind: 'demand-led', perInMarketDay: 0.22, perDecisionDay: 0.35, perOtherDay: 0.0005 },
    clickShare: 1,
    impressionsPerContact: 3,
    costPerThousandImpressions: 0,
    costPerClick: 0.35,
    response: { retentionPerDay: 0.3, maxOrdersPerPersonDay: 0.0001, halfSaturation: 0.02 },
  },
  {
    name: 'Paid Social',
    campaign: { source: 'facebook', medium: 'paid-social', name: 'prospecting' },
    referrer: 'https://www.facebook.com/',
    driver: { ...planned, contactsPerPersonDay: 0.12 },
    clickShare: 0.05,
    impressionsPerContact: 5,
    costPerThousandImpressions: 18,
    costPerClick: 0,
    response: { retentionPerDay: 0.8, maxOrdersPerPersonDay: 0.00125, halfSaturation: 0.18 },
  },
  {
    name: 'Display',
    campaign: { source: 'adnetwork', medium: 'display', name: 'retargeting' },
    referrer: 'https://news.example/',
    driver: { ...planned, contactsPerPersonDay: 0.03, inMarketShare: 0.75 },
    clickShare: 0.08,
    impressionsPerContact: 6,
    costPerThousandImpressions: 9,
    costPerClick: 0,
    response: { retentionPerDay: 0.6, maxOrdersPerPersonDay: 0.00014, halfSaturation: 0.045 },
  },
  {
    name: 'Email',
    campaign: { source: 'newsletter', medium: 'email', name: 'weekly' },
    referrer: null,
    driver: { ...planned, contactsPerPersonDay: 0.055, customersOnly: true, weekdays: [1, 4] },
    clickShare: 0.17,
    impressionsPerContact: 1,
    costPerThousandImpressions: 22,
    costPerClick: 0,
    response: { retentionPerDay: 0.55, maxOrdersPerPersonDay: 0.00075, halfSaturation: 0.08 },
  },
  {
    name: 'Affiliate',
    campaign: { source: 'voucher-portal', medium: 'affiliate', name: 'vouchers' },
    referrer: 'https://vouchers.example/',
    driver: { kind: 'demand-led', perInMarketDay: 0.03, perDecisionDay: 0.4, perOtherDay: 0.0002 },
    clickShare: 1,
    impressionsPerContact: 2,
    costPerThousandImpressions: 0,
    costPerClick: 0.8,
    response: null,
  },
  {
    name: 'Organic Search',
    campaign: null,
    referrer: 'https://www.google.com/',
    driver: { kind: 'demand-led', perInMarketDay: 0.26, perDecisionDay: 0.26, perOtherDay: 0.005 },
    clickShare: 1,
    impressionsPerContact: 1,
    costPerThousandImpressions: 0,
    costPerClick: 0,
    response: null,
  },
  {
    name: 'Direct',
    campaign: null,
    referrer: null,
    driver: { kind: 'demand-led', perInMarketDay: 0.18, perDecisionDay: 0.3, perOtherDay: 0.004 },
    clickShare: 1,
    impressionsPerContact: 1,
    costPerThousandImpressions: 0,
    costPerClick: 0,
    response: null,
  },
];

/** Names of all channels, in the order of every table. */
export const channelNames: readonly string[] = channels.map(({ name }) => name);

/** Whether money is spent on a channel. */
export function isPaid(channel: Pick<Channel, 'costPerClick' | 'costPerThousandImpressions'>): boolean {
  return channel.costPerClick > 0 || channel.costPerThousandImpressions > 0;
}
