/** Spend and delivery of a channel on one day in one geo. Null where nothing was reported. */
export interface SpendRow {
  readonly day: number;
  readonly geo: string;
  readonly channel: string;
  readonly cost: number;
  readonly currencies: readonly string[];
  readonly impressions: number | null;
  readonly clicks: number | null;
  readonly reach: number | null;
}

/** An outcome of one day and geo; currencies are empty for plain numbers. */
export interface OutcomeRow {
  readonly day: number;
  readonly geo: string;
  readonly outcome: string;
  readonly value: number;
  readonly currencies: readonly string[];
}

/** A price from a day on, until the next of the product in the geo. */
export interface PriceRow {
  readonly product: string;
  /** Empty = everywhere. */
  readonly geo: string;
  readonly from: number;
  readonly price: number;
  /** 0 where the price is not reduced. */
  readonly listPrice: number;
  readonly hasPromotion: boolean;
}

export interface CalendarRow {
  readonly day: number;
  readonly geo: string;
  readonly kind: string;
}

/** What the platform knows of a tenant that a media mix can use; days are days since 1970-01-01 in the tenant's time zone. */
export interface TenantRows {
  readonly spend: readonly SpendRow[];
  readonly outcomes: readonly OutcomeRow[];
  readonly prices: readonly PriceRow[];
  readonly calendar: readonly CalendarRow[];
}
