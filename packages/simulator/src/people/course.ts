import { DECISIONS_PER_PERSON_DAY, MAX_MARKET_DAYS, ORDERS_PER_DECISION } from '../market/demand.js';
import type { Market } from '../market/market.js';
import { adstockWeights, CARRY_OVER_DAYS, type State, states } from '../market/media.js';
import { purposes } from '../random.js';
import { channels } from '../world/channels.js';
import type { Person } from './person.js';

/** Days to simulate; those before `start` only warm up the carry-over. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** What happens to one person. Contacts and orders are by channel index and day number. */
export interface Course {
  /** Days of the period with an order, ascending; at most one order per person and day. */
  readonly orderDays: readonly number[];
  /** Contacts of the period by day, then channel. */
  readonly contacts: readonly { readonly day: number; readonly channel: number }[];
  /** How near to a decision the person is on a day of the period. */
  stateOn(day: number): State;
}

const { max } = Math;
const retentions = channels.map(({ response }) => response?.retentionPerDay ?? 0);
const weights = channels.map(({ response }) => (response === null ? [] : adstockWeights(response.retentionPerDay)));
const lastWeights = weights.map((list, channel) => (list[CARRY_OVER_DAYS - 1] ?? 0) * (retentions[channel] as number));

/**
 * Runs a person through the period with the channels that are on.
 *
 * On each day an order happens if a decision to buy falls on it (no channel has a part in that), or if advertising persuades:
 * with probability 1 − exp(−λ), λ = responsiveness × Σ_c a_c·β_c / (A_c + κ_c), a_c = the person's own adstocked contacts and
 * A_c = those of the geo per person. Each draw belongs to its person, day and purpose alone, so switching a channel off can only
 * take orders away, and takes none where β is 0.
 */
export function runCourse(person: Person, market: Market, period: Period, isOn: readonly boolean[]): Course {
  const { draw, media } = market;
  const warmStart = period.start - CARRY_OVER_DAYS + 1;
  const { stateByDay, buys } = decisions(person, market, warmStart, period.end);
  const met = channels.map(() => new Uint8Array(period.end - warmStart));
  const adstock = new Float64Array(channels.length);
  const contacts: { day: number; channel: number }[] = [];
  const orderDays: number[] = [];
  for (let day = warmStart; day < period.end; day++) {
    const index = day - warmStart;
    const state = stateByDay[index] as State;
    let lift = 0;
    for (let channel = 0; channel < channels.length; channel++) {
      if (!isOn[channel]) continue;
      const probability = media.contactProbability(channel, person.geo, day, state, person.customer);
      const contact = draw(purposes.contact, person.id, day, channel) < probability;
      const history = met[channel] as Uint8Array;
      if (contact) history[index] = 1;
      if (contact && day >= period.start) contacts.push({ day, channel });
      const first = weights[channel]?.[0];
      if (first === undefined) continue;
      // Truncated geometric adstock in one step: decay, add today, drop what is older than the carry-over.
      const dropped = history[index - CARRY_OVER_DAYS] ?? 0;
      const next =
        (adstock[channel] as number) * (retentions[channel] as number) +
        (contact ? first : 0) -
        dropped * (lastWeights[channel] as number);
      // What is dropped can exceed what is left by a rounding error.
      adstock[channel] = max(0, next);
      if (next > 0 && day >= period.start) lift += next * media.effectiveness(channel, person.geo, day);
    }
    if (day < period.start) continue;
    const persuaded =
      lift > 0 && draw(purposes.persuasion, person.id, day) < 1 - Math.exp(-lift * person.responsiveness);
    if (buys[index] === 1 || persuaded) orderDays.push(day);
  }
  return { orderDays, contacts, stateOn: (day) => stateByDay[day - warmStart] as State };
}

/** Decisions of a person, which no channel changes: on which days they are in the market, and on which they buy. */
function decisions(person: Person, { draw, demand }: Market, first: number, end: number) {
  const stateByDay = new Uint8Array(end - first);
  const buys = new Uint8Array(end - first);
  for (let day = first; day < end + MAX_MARKET_DAYS - 1; day++) {
    const probability = 1 - Math.exp(-DECISIONS_PER_PERSON_DAY * person.shopping * demand.of(person.geo, day));
    const uniform = draw(purposes.episode, person.id, day);
    if (uniform >= probability) continue;
    const marketDays = 1 + Math.floor(MAX_MARKET_DAYS * draw(purposes.episodeDays, person.id, day));
    for (let ahead = 1; ahead < marketDays; ahead++) {
      const index = day - ahead - first;
      if (stateByDay[index] === states.other) stateByDay[index] = states.inMarket;
    }
    if (day >= end) continue;
    stateByDay[day - first] = states.deciding;
    // A uniform number below the probability, divided by it, is uniform again.
    if (uniform / probability < ORDERS_PER_DECISION) buys[day - first] = 1;
  }
  return { stateByDay, buys };
}
