import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { SpreadResponse } from './flight-response.js';
import { type Ascended, ascend } from './projected-ascent.js';

const GAP = 1e-6;
/** Patterns that are worked out of those that look best when their money is spread evenly. */
const WORKED_OUT = 6;
/** Rounds of moving the ends of flights. */
const ROUNDS = 20;

export interface FlightLimits {
  /** Bounds of a week's money; a week that rests has nothing. */
  readonly minWeekly?: number | undefined;
  readonly maxWeekly?: number | undefined;
  /** Weeks that a flight lasts at least; default 1. */
  readonly runAtLeast?: number | undefined;
  /** Weeks between two flights at least; default 1. */
  readonly restAtLeast?: number | undefined;
}

/** A channel's money week by week. */
export interface Flight {
  readonly weekly: readonly number[];
  readonly value: number;
  /** Value of the flight that was given as today's; null where none was. */
  readonly valueToday: number | null;
  /** No flight of the same money has more; null where the response is not concave. */
  readonly upperBound: number | null;
  /** `gap`: the bound holds; `local`: no flight whose ends are moved by a week is better. */
  readonly kind: 'gap' | 'local';
}

/**
 * Spreads a channel's money over the weeks of a plan. Whether weeks rest is searched among evenly pulsed patterns and today's, then
 * by moving the ends of flights; the money of a pattern is spread by projected ascent. With a concave response the plan without
 * rests bounds all others from above, and is the answer where nothing asks for rests; with an S-shaped one pulses can be best, and
 * no bound is stated.
 * @param today money per week; where it keeps to the limits the result is not below it
 * @throws `MMM_BUDGET_INFEASIBLE` when no pattern can spend the money
 */
export function flight(
  response: SpreadResponse,
  budget: number,
  limits: FlightLimits = {},
  today?: Float64Array,
): Flight {
  const search = new FlightSearch(response, budget, limits);
  const isFree = (limits.minWeekly ?? 0) === 0 && (limits.runAtLeast ?? 1) <= 1 && (limits.restAtLeast ?? 1) <= 1;
  const masks = isFree && search.isConcave ? search.everyWeek() : search.patterns();
  const own = today && isToday(today, budget) ? today : null;
  const ownMask = own && Array.from(own, (money) => money > 0);
  const isOwnAllowed = own !== null && ownMask !== null && search.isAllowed(ownMask) && search.keeps(own);
  if (isOwnAllowed && ownMask) masks.unshift(ownMask);
  if (masks.length === 0) throw impossible(budget, limits, response.weeks);
  const looked = masks.map((mask) => ({ mask, value: search.evenly(mask) })).sort((a, b) => b.value - a.value);
  let best: Worked | null = null;
  for (const { mask } of looked.slice(0, WORKED_OUT)) best = better(best, search.work(mask));
  if (isOwnAllowed && own && ownMask) best = better(best, search.work(ownMask, own));
  for (let round = 0; best !== null && round < ROUNDS; round++) {
    let improved: Worked = best;
    if (isFree && search.isConcave) break;
    for (const mask of search.neighbours(best.mask))
      improved = better(improved, search.work(mask, best.found.at)) ?? improved;
    if (improved === best) break;
    best = improved;
  }
  if (best === null) throw impossible(budget, limits, response.weeks);
  return {
    weekly: Array.from(best.found.at),
    value: best.found.value,
    valueToday: today ? search.value(today) : null,
    upperBound: search.upperBound(best.found.value),
    kind: search.isConcave ? 'gap' : 'local',
  };
}

interface Worked {
  readonly mask: readonly boolean[];
  readonly found: Ascended;
}

class FlightSearch {
  readonly isConcave: boolean;
  readonly #response: SpreadResponse;
  readonly #weeks: number;
  readonly #budget: number;
  readonly #least: number;
  readonly #most: number;
  readonly #run: number;
  readonly #rest: number;
  readonly #known = new Map<string, Worked>();

  constructor(
    response: SpreadResponse,
    budget: number,
    { minWeekly, maxWeekly, runAtLeast, restAtLeast }: FlightLimits,
  ) {
    this.#response = response;
    this.isConcave = response.isConcave;
    this.#weeks = response.weeks;
    this.#budget = budget;
    this.#least = minWeekly ?? 0;
    this.#most = maxWeekly ?? budget;
    this.#run = runAtLeast ?? 1;
    this.#rest = restAtLeast ?? 1;
  }

  value(weekly: Float64Array): number {
    return this.#response.evaluate(weekly, null);
  }

  /** The one pattern without rests; none where it cannot spend the money. */
  everyWeek(): boolean[][] {
    return [Array.from({ length: this.#weeks }, () => true)].filter((mask) => this.isAllowed(mask));
  }

  /** All weeks, and every even pulse of allowed lengths and phases that can spend the money. */
  patterns(): boolean[][] {
    const all = this.everyWeek();
    for (let run = this.#run; run < this.#weeks; run++)
      for (let rest = this.#rest; run + rest <= this.#weeks; rest++)
        for (let phase = 0; phase < run + rest; phase++)
          all.push(Array.from({ length: this.#weeks }, (_, week) => (week + phase) % (run + rest) < run));
    for (let run = this.#run; run < this.#weeks; run++)
      for (let from = 0; from + run <= this.#weeks; from++)
        all.push(Array.from({ length: this.#weeks }, (_, week) => week >= from && week < from + run));
    const different = new Map(all.map((mask) => [mask.join(), mask]));
    return [...different.values()].filter((mask) => this.isAllowed(mask));
  }

  isAllowed(mask: readonly boolean[]): boolean {
    const runs = runsOf(mask);
    const on = mask.filter(Boolean).length;
    const canSpend =
      on > 0 && on * this.#least <= this.#budget * (1 + 1e-12) && on * this.#most >= this.#budget * (1 - 1e-12);
    const areLong = runs.every(({ from, to }) => to - from >= this.#run);
    const areApart = runs.every(({ from }, index) => index === 0 || from - (runs[index - 1]?.to ?? 0) >= this.#rest);
    return canSpend && areLong && areApart;
  }

  /** Whether the money of each week that is not at rest is within bounds. */
  keeps(weekly: Float64Array): boolean {
    return weekly.every(
      (money) => money === 0 || (money >= this.#least * (1 - 1e-9) && money <= this.#most * (1 + 1e-9)),
    );
  }

  evenly(mask: readonly boolean[]): number {
    const on = mask.filter(Boolean).length;
    return this.value(Float64Array.from(mask, (isOn) => (isOn ? this.#budget / on : 0)));
  }

  work(mask: readonly boolean[], start?: Float64Array): Worked {
    const known = this.#known.get(mask.join());
    if (known && !start) return known;
    const on = mask.filter(Boolean).length;
    const from = start ?? Float64Array.from(mask, (isOn) => (isOn ? this.#budget / on : 0));
    const low = Float64Array.from(mask, (isOn) => (isOn ? this.#least : 0));
    const high = Float64Array.from(mask, (isOn) => (isOn ? this.#most : 0));
    const found = ascend((at, into) => this.#response.evaluate(at, into), low, high, this.#budget, from, GAP);
    const worked = known && known.found.value >= found.value ? known : { mask, found };
    this.#known.set(mask.join(), worked);
    return worked;
  }

  /** Patterns in which one week begins or ends to rest. */
  neighbours(mask: readonly boolean[]): boolean[][] {
    return mask
      .map((_isOn, week) => mask.map((isOn, index) => (index === week ? !isOn : isOn)))
      .filter((other) => this.isAllowed(other));
  }

  /** The best flight when a week may have any amount up to the most: rests and least amounts only take plans away. */
  upperBound(value: number): number | null {
    if (!this.isConcave) return null;
    const [low, high] = [new Float64Array(this.#weeks), new Float64Array(this.#weeks).fill(this.#most)];
    const even = new Float64Array(this.#weeks).fill(this.#budget / this.#weeks);
    const free = ascend((at, into) => this.#response.evaluate(at, into), low, high, this.#budget, even, GAP);
    return Math.max(value, free.value + free.gap);
  }
}

function runsOf(mask: readonly boolean[]): { readonly from: number; readonly to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const [week, isOn] of mask.entries()) {
    const last = runs.at(-1);
    if (isOn && last?.to === week) last.to = week + 1;
    else if (isOn) runs.push({ from: week, to: week + 1 });
  }
  return runs;
}

const better = (a: Worked | null, b: Worked): Worked => (a === null || b.found.value > a.found.value ? b : a);

const isToday = (today: Float64Array, budget: number) =>
  Math.abs(today.reduce((sum, money) => sum + money, 0) - budget) <= 1e-9 * budget;

const impossible = (budget: number, limits: FlightLimits, weeks: number) =>
  new StellwerkError(
    errors.BUDGET_INFEASIBLE,
    { subject: 'flight', problem: `no flights of ${JSON.stringify(limits)} spend ${budget} in ${weeks} weeks` },
    { field: 'flight' },
  );
