import { StellwerkError } from '@stellwerk/contracts';
import { dayOf } from './days.js';
import { simulatorErrors } from './errors.js';
import { channelNames } from './world/channels.js';

/** What makes a shop; the same options give the same bytes. */
export interface ShopOptions {
  /** Whole number from 0 to 2³²−1. */
  readonly seed: number;
  /** The present: the last simulated day is the day before it (UTC). */
  readonly now: Date;
  /** Tenant named in the payloads of the history. Default `demo`. */
  readonly tenant?: string;
  /** Persons in the shop's market, at most 200,000. Default 3,000: about 33,000 calls in 30 days. */
  readonly people?: number;
  /** Days of single calls, at most 90. Default 30. */
  readonly days?: number;
  /** Weeks of aggregated history, the days of single calls included, at most 520. Default 156. */
  readonly weeks?: number;
  /** Channels that never ran: the counterfactual of `truth`. Default none. */
  readonly without?: readonly string[];
}

/** Options with defaults filled in and days as day numbers; ends are exclusive. */
export interface ShopSettings {
  readonly seed: number;
  readonly tenant: string;
  readonly people: number;
  readonly historyStart: number;
  readonly callsStart: number;
  readonly end: number;
  readonly without: ReadonlySet<string>;
}

/** Checks options and fills in defaults. @throws StellwerkError SIM_OPTION_INVALID */
export function readOptions(options: ShopOptions): ShopSettings {
  const { seed, now, tenant = 'demo', people = 3_000, days = 30, weeks = 156, without = [] } = options;
  requireWhole('seed', seed, 0, 4_294_967_295);
  requireWhole('people', people, 1, 200_000);
  requireWhole('days', days, 1, 90);
  requireWhole('weeks', weeks, Math.ceil(days / 7), 520);
  if (Number.isNaN(now.getTime())) throw invalid('now', 'no date', 'a valid date');
  const unknown = without.find((name) => !channelNames.includes(name));
  if (unknown !== undefined) throw invalid('without', unknown, `one of ${channelNames.join(', ')}`);
  const end = dayOf(now);
  return {
    seed,
    tenant,
    people,
    historyStart: end - 7 * weeks,
    callsStart: end - days,
    end,
    without: new Set(without),
  };
}

function requireWhole(option: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw invalid(option, String(value), `a whole number from ${min} to ${max}`);
  }
}

function invalid(option: string, given: string, needs: string): StellwerkError {
  return new StellwerkError(simulatorErrors.OPTION_INVALID, { option, given, needs }, { field: option });
}
