import { weekdayOf, weekOf } from '../days.js';
import { type Draw, purposes } from '../random.js';
import { type Channel, channels, type Driver, type Response } from '../world/channels.js';
import { geos } from '../world/geos.js';
import { DECISIONS_PER_PERSON_DAY, type Demand, inMarketShare } from './demand.js';

/** Share of people who ordered before the simulated days. */
export const CUSTOMER_SHARE = 0.45;
/** Days that an effect lasts, the day of contact included: weights beyond are 0. */
export const CARRY_OVER_DAYS = 28;

/** How near a person is to a decision. */
export const states = { other: 0, inMarket: 1, deciding: 2 } as const;
export type State = (typeof states)[keyof typeof states];

const MAX_CONTACT_PROBABILITY = 0.9;
const DARK_BLOCK_WEEKS = 6;
const DARK_SHARE = 0.06;

type Planned = Extract<Driver, { kind: 'planned' }>;

/** Contact probabilities and response of every channel, geo and day. Channels and geos go by their index. */
export interface Media {
  /** Probability that a person has contact with a channel on a day. */
  contactProbability(channel: number, geo: number, day: number, state: State, customer: boolean): number;
  /** Expected contacts per person: the advertising pressure. */
  pressure(channel: number, geo: number, day: number): number;
  /** Extra orders per person and unit of adstocked contact: β·Hill(A)/A = β / (A + κ), A of the whole geo; 0 without response. */
  effectiveness(channel: number, geo: number, day: number): number;
  /** Expected extra orders per person: β·Hill(A). */
  extraOrders(channel: number, geo: number, day: number): number;
}

/**
 * Prepares the media of the days from `first` to before `end`. A is the geometric adstock of the pressure over 28 days,
 * `A_t = Σ_l α^l p_{t−l} / Σ_l α^l`, the form a marketing mix model will look for.
 */
export function createMedia(draw: Draw, demand: Demand, first: number, end: number): Media {
  const warmStart = first - CARRY_OVER_DAYS;
  const length = end - warmStart;
  const at = (channel: number, geo: number, day: number) => (channel * geos.length + geo) * length + day - warmStart;
  const size = channels.length * geos.length * length;
  const probabilities = [new Float64Array(size), new Float64Array(size), new Float64Array(size)] as const;
  const pressure = new Float64Array(size);
  const adstock = new Float64Array(size);
  for (let geo = 0; geo < geos.length; geo++) {
    for (let day = warmStart; day < end; day++) {
      const inMarket = inMarketShare(demand, geo, day);
      const deciding = 1 - Math.exp(-DECISIONS_PER_PERSON_DAY * demand.of(geo, day));
      channels.forEach(({ driver }, channel) => {
        const [other, near, last] = contactProbabilities(driver, planOf(draw, driver, channel, geo, day), inMarket);
        const index = at(channel, geo, day);
        probabilities[states.other][index] = other;
        probabilities[states.inMarket][index] = near;
        probabilities[states.deciding][index] = last;
        const reachable = driver.kind === 'planned' && driver.customersOnly ? CUSTOMER_SHARE : 1;
        pressure[index] = reachable * ((1 - inMarket) * other + (inMarket - deciding) * near + deciding * last);
      });
    }
  }
  channels.forEach(({ response }, channel) => {
    if (response === null) return;
    const weights = adstockWeights(response.retentionPerDay);
    for (let geo = 0; geo < geos.length; geo++) {
      for (let day = first; day < end; day++) {
        let sum = 0;
        weights.forEach((weight, lag) => {
          sum += weight * (pressure[at(channel, geo, day - lag)] as number);
        });
        adstock[at(channel, geo, day)] = sum;
      }
    }
  });
  const effectiveness = (channel: number, geo: number, day: number) => {
    const { response } = channels[channel] as Channel;
    return response === null ? 0 : responsePerContact(response, adstock[at(channel, geo, day)] as number);
  };
  return {
    contactProbability(channel, geo, day, state, customer) {
      const { driver } = channels[channel] as Channel;
      if (driver.kind === 'planned' && driver.customersOnly && !customer) return 0;
      return probabilities[state][at(channel, geo, day)] as number;
    },
    pressure: (channel, geo, day) => pressure[at(channel, geo, day)] as number,
    effectiveness,
    extraOrders: (channel, geo, day) => effectiveness(channel, geo, day) * (adstock[at(channel, geo, day)] as number),
  };
}

/** Weights of a truncated, normalised geometric adstock, lag 0 first. */
export function adstockWeights(retentionPerDay: number): number[] {
  const raw = Array.from({ length: CARRY_OVER_DAYS }, (_, lag) => retentionPerDay ** lag);
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  return raw.map((weight) => weight / total);
}

function responsePerContact({ maxOrdersPerPersonDay, halfSaturation }: Response, adstock: number): number {
  return maxOrdersPerPersonDay / (adstock + halfSaturation);
}

/** Contacts per person that the plan asks for: flights per week, differences between geos, and dark weeks as tests. */
function planOf(draw: Draw, driver: Driver, channel: number, geo: number, day: number): number {
  if (driver.kind === 'demand-led') return 0;
  const week = weekOf(day);
  const dark = draw(purposes.darkBlock, channel, geo, Math.floor(week / DARK_BLOCK_WEEKS)) < DARK_SHARE;
  if (dark && !driver.customersOnly) return 0;
  const flight = 0.4 + 1.2 * draw(purposes.flight, channel, week);
  const local = 0.75 + 0.5 * draw(purposes.geoFlight, channel, geo, week);
  return driver.contactsPerPersonDay * flight * local * dayFactor(driver, day);
}

function dayFactor({ weekdays }: Planned, day: number): number {
  if (weekdays.length === 0) return 1;
  return weekdays.includes(weekdayOf(day)) ? 7 / weekdays.length : 0;
}

/** Contact probability of people far from a decision, in the market, and on the day of decision. */
function contactProbabilities(driver: Driver, planned: number, inMarket: number): readonly [number, number, number] {
  if (driver.kind === 'demand-led') return [driver.perOtherDay, driver.perInMarketDay, driver.perDecisionDay];
  const reachable = driver.customersOnly ? planned / CUSTOMER_SHARE : planned;
  const share = driver.inMarketShare ?? inMarket;
  const near = Math.min(MAX_CONTACT_PROBABILITY, (reachable * share) / inMarket);
  const other = Math.min(MAX_CONTACT_PROBABILITY, (reachable * (1 - share)) / (1 - inMarket));
  return [other, near, near];
}
