import { createLedger, type Ledger } from './ledger.js';
import { createMarket, type Market } from './market/market.js';
import { states } from './market/media.js';
import { readOptions, type ShopOptions, type ShopSettings } from './options.js';
import { type Basket, basketOf } from './people/basket.js';
import { type Course, runCourse } from './people/course.js';
import { createPerson, type Person } from './people/person.js';
import { type Draw, pick, purposes } from './random.js';
import { type Channel, channelNames, channels } from './world/channels.js';

/** One visit to the shop's site. */
export interface Visit {
  readonly person: Person;
  readonly day: number;
  readonly channel: Channel;
  /** Milliseconds after midnight UTC. */
  readonly startMs: number;
  /** Whether the person is about to decide, and looks around more. */
  readonly inMarket: boolean;
  /** What is ordered at the end of the visit; `null` = nothing. */
  readonly basket: Basket | null;
}

/** A simulated shop. Calls and history are produced from it on demand. */
export interface Shop {
  readonly settings: ShopSettings;
  readonly market: Market;
  /** Visits of the days of single calls: one list per day, in no order. */
  readonly visitsByDay: readonly (readonly Visit[])[];
  /** What the shop's own books and the ad networks say about these days. */
  readonly ledger: Ledger;
  /** Persons per geo, by its index. */
  readonly peopleByGeo: readonly number[];
}

/** How people who want to order, and clicked on nothing that day, find their way to the shop. */
const WAY_BACK = [
  { name: 'Direct', share: 0.45 },
  { name: 'Paid Search Brand', share: 0.3 },
  { name: 'Organic Search', share: 0.25 },
] as const;
/**
 * Who orders on a day often clicks an ad met on it, whether the ad persuaded them or only stood in the way: a click follows the
 * order here and causes nothing.
 */
const CLICK_SHARE_OF_BUYERS = 0.5;
const OPENING_MS = 5 * 3_600_000;
/** The last visit starts 21:30 UTC and is over before 22:00. */
const LAST_START_MS = 21.5 * 3_600_000;

/**
 * Simulates the shop: the people, and their contacts, visits and orders of the last days.
 * @throws StellwerkError SIM_OPTION_INVALID
 */
export function simulateShop(options: ShopOptions): Shop {
  const settings = readOptions(options);
  const { people, callsStart: start, end, without } = settings;
  const market = createMarket(settings, settings.historyStart);
  const isOn = channelNames.map((name) => !without.has(name));
  const ledger = createLedger(start, end);
  const visitsByDay: Visit[][] = Array.from({ length: end - start }, () => []);
  const peopleByGeo: number[] = [];
  for (let id = 0; id < people; id++) {
    const person = createPerson(market.draw, id);
    peopleByGeo[person.geo] = (peopleByGeo[person.geo] ?? 0) + 1;
    const course = runCourse(person, market, { start, end }, isOn);
    for (const visit of visitsOf(person, course, market.draw, isOn, ledger))
      visitsByDay[visit.day - start]?.push(visit);
  }
  return { settings, market, visitsByDay, ledger, peopleByGeo };
}

/** Visits of a person; writes contacts, clicks and orders into the ledger. */
function visitsOf(person: Person, course: Course, draw: Draw, isOn: readonly boolean[], ledger: Ledger): Visit[] {
  const orderDays = new Set(course.orderDays);
  const clicked = new Map<number, number[]>();
  for (const { day, channel } of course.contacts) {
    const { clickShare } = channels[channel] as Channel;
    const share = orderDays.has(day) ? Math.max(clickShare, CLICK_SHARE_OF_BUYERS) : clickShare;
    const click = draw(purposes.click, person.id, day, channel) < share;
    ledger.addContact(channel, person.geo, day, impressionsOf(draw, person, day, channel), click);
    if (click) clicked.set(day, [...(clicked.get(day) ?? []), channel]);
  }
  for (const day of course.orderDays) {
    if (clicked.has(day)) continue;
    const channel = wayBack(draw, person, day, isOn);
    ledger.addContact(channel, person.geo, day, impressionsOf(draw, person, day, channel), true);
    clicked.set(day, [channel]);
  }
  return [...clicked].flatMap(([day, opened]) => {
    const visits = opened
      .map((channel) => ({ channel, startMs: startOf(draw, person, day, channel) }))
      .sort((a, b) => a.startMs - b.startMs);
    const basket = orderDays.has(day) ? basketOf(draw, person.id, day) : null;
    if (basket !== null) ledger.addOrder(person.geo, day, basket.totalCents);
    return visits.map(({ channel, startMs }, index) => ({
      person,
      day,
      channel: channels[channel] as Channel,
      startMs,
      inMarket: course.stateOn(day) !== states.other,
      basket: index === visits.length - 1 ? basket : null,
    }));
  });
}

function wayBack(draw: Draw, person: Person, day: number, isOn: readonly boolean[]): number {
  const open = WAY_BACK.filter(({ name }) => isOn[channelNames.indexOf(name)]);
  const choice =
    open[
      pick(
        open.map(({ share }) => share),
        draw(purposes.wayBack, person.id, day),
      )
    ];
  // Somebody who wants to order types the address, even where direct visits are switched off.
  return channelNames.indexOf(choice?.name ?? 'Direct');
}

/** Evenings are busier than mornings. */
function startOf(draw: Draw, person: Person, day: number, channel: number): number {
  const uniform = draw(purposes.startTime, person.id, day, channel);
  return OPENING_MS + Math.floor((LAST_START_MS - OPENING_MS) * uniform ** 0.7);
}

/** Uniform from 1 to twice the mean less 1. */
function impressionsOf(draw: Draw, person: Person, day: number, channel: number): number {
  const mean = (channels[channel] as Channel).impressionsPerContact;
  return 1 + Math.floor((2 * mean - 1) * draw(purposes.impressions, person.id, day, channel));
}
