import { channels } from './world/channels.js';
import { geos } from './world/geos.js';

/** What one channel delivered in one geo on one day. */
export interface Delivery {
  /** Persons with at least one contact. */
  readonly reach: number;
  readonly clicks: number;
  readonly impressions: number;
}

/** Sales of one geo on one day. */
export interface Sales {
  readonly orders: number;
  readonly cents: number;
}

/** Counts of the days of single calls, by channel and geo index and day number. */
export interface Ledger {
  addContact(channel: number, geo: number, day: number, impressions: number, click: boolean): void;
  addOrder(geo: number, day: number, cents: number): void;
  delivery(channel: number, geo: number, day: number): Delivery;
  sales(geo: number, day: number): Sales;
}

/** An empty ledger for the days from `start` to before `end`. */
export function createLedger(start: number, end: number): Ledger {
  const length = end - start;
  const cells = channels.length * geos.length * length;
  const [reach, clicks, impressions] = [new Uint32Array(cells), new Uint32Array(cells), new Uint32Array(cells)];
  const orders = new Uint32Array(geos.length * length);
  const cents = new Float64Array(geos.length * length);
  const cell = (channel: number, geo: number, day: number) => (channel * geos.length + geo) * length + day - start;
  const add = (counts: Uint32Array | Float64Array, index: number, more: number) => {
    counts[index] = (counts[index] as number) + more;
  };
  return {
    addContact(channel, geo, day, shown, click) {
      const index = cell(channel, geo, day);
      add(reach, index, 1);
      add(impressions, index, shown);
      if (click) add(clicks, index, 1);
    },
    addOrder(geo, day, amountCents) {
      add(orders, geo * length + day - start, 1);
      add(cents, geo * length + day - start, amountCents);
    },
    delivery(channel, geo, day) {
      const index = cell(channel, geo, day);
      return {
        reach: reach[index] as number,
        clicks: clicks[index] as number,
        impressions: impressions[index] as number,
      };
    },
    sales(geo, day) {
      const index = geo * length + day - start;
      return { orders: orders[index] as number, cents: cents[index] as number };
    },
  };
}
