/**
 * Media of a channel times a factor: its spend and what it buys, at today's price of exposure.
 * Periods are indices of the panel, `to` after the last; geos are indices. What is absent is all.
 */
export interface MediaChange {
  readonly kind: 'media';
  readonly channel: string;
  /** 0.8 = −20 %. */
  readonly factor: number;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly geos?: readonly number[] | undefined;
}

/** A price times a factor. Its elasticity moves the outcome; where the outcome is sold at that price, its value moves too. */
export interface PriceChange {
  readonly kind: 'price';
  /** Name of the price in the specification. */
  readonly price: string;
  /** 1.05 = +5 %. */
  readonly factor: number;
  /**
   * Share of a change of the price that reaches the value of a unit of the outcome: 1 where this is what a unit is sold at, 0 for the
   * price of a competitor, and for an outcome that is money already, whose elasticity holds both.
   */
  readonly passesToValue: number;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly geos?: readonly number[] | undefined;
}

/** A column of promotions, treatments or controls set to a value, or times a factor. */
export interface ColumnChange {
  readonly kind: 'promotion' | 'treatment' | 'control';
  /** Name in the specification. */
  readonly name: string;
  readonly factor?: number | undefined;
  /** In place of what was there; such as a discount of 0.15 in weeks that had none. */
  readonly value?: number | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly geos?: readonly number[] | undefined;
}

export type ScenarioChange = MediaChange | PriceChange | ColumnChange;

/** A question of the form "what if −20 % on television and +5 % price": all changes together against none. */
export interface Scenario {
  readonly name: string;
  readonly changes: readonly ScenarioChange[];
}

/** Where the panel holds what changes are about: the columns of each channel, price and other driver, by its name. */
export interface ScenarioColumns {
  readonly media: ReadonlyMap<string, MediaColumns>;
  readonly price: ReadonlyMap<string, string>;
  readonly promotion: ReadonlyMap<string, string>;
  readonly treatment: ReadonlyMap<string, string>;
  readonly control: ReadonlyMap<string, string>;
}

/** A channel's columns; with reach and frequency, more money buys reach and leaves the frequency. */
export interface MediaColumns {
  /** Null for an organic channel. */
  readonly spend: string | null;
  readonly exposure: string;
}
