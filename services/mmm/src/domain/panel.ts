/**
 * The checked data of one fit: a full grid of geos × periods without gaps. Every array holds geo after geo, within each geo period
 * after period: index = geo × periods + period.
 */
export interface Panel {
  readonly grain: 'day' | 'week';
  /** First day of each period, ISO dates, ascending and equally spaced. */
  readonly dates: readonly string[];
  /** Names of the geos in the order of the arrays; `['national']` where the data has none. */
  readonly geos: readonly string[];
  /** Inhabitants per geo; null where the data has none. */
  readonly population: Float64Array | null;
  /** The outcome in its own unit (money, orders, …). */
  readonly outcome: Float64Array;
  /** Money per unit of outcome; null where the outcome is money, or has no known value. */
  readonly valuePerUnit: Float64Array | null;
  /** Every further column that the specification names, by the column's name. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** ISO 4217 code of all money; null where the outcome and the spend state none. */
  readonly currency: string | null;
  /** SHA-256 (hex) of the canonical content: the same data in another row order has the same hash. */
  readonly dataHash: string;
}

/** Geos × periods. */
export const sizeOf = (panel: Pick<Panel, 'geos' | 'dates'>): number => panel.geos.length * panel.dates.length;
