import type { TrackedEvent } from '@stellwerk/contracts';
import { RecentMap } from '../recent-map.js';
import type { Signal } from './signal.js';

/** Persons whose behaviour is remembered; those seen longest ago make room. */
const MAX_PERSONS = 100_000;
/** A pause after which a visit has ended, as in sessions. */
const PAUSE_MS = 30 * 60_000;

const BURST = { events: 200, views: 12, withinMs: 10_000 };
/** Views in a row whose gaps differ by less than this share of their mean come from a clock. */
const CLOCKWORK = { views: 12, spread: 0.03, leastGapMs: 400 };
/** Views of different pages that lie closer than a page takes to show. */
const PACE = { views: 6, gapMs: 150 };
const MARATHON_MS = 10 * 3_600_000;
/** Nobody reads, chooses and pays in so short a time. */
const ORDER_MS = 2_000;

interface Visit {
  startedMs: number;
  lastMs: number;
  /** Times of the latest views, oldest first. */
  views: number[];
  lastPath: string | undefined;
  /** Views in a row of another page within {@link PACE}. */
  rushed: number;
  windowStartedMs: number;
  windowEvents: number;
  windowViews: number;
  /** What has been seen of this visit already; it stays until the visit ends. */
  readonly signals: Map<string, Signal>;
}

/**
 * Behaviour that no person shows: too much, too regular, too quick, or without end. Times are those of the events, so that
 * what an app sends late and at once counts as it happened. State is bounded, and lost when the process ends.
 */
export class Behaviour {
  readonly #visits = new RecentMap<string, Visit>();

  constructor(private readonly maxPersons = MAX_PERSONS) {}

  /** Takes an event in and says what its visit has shown so far. */
  observe(event: TrackedEvent): readonly Signal[] {
    const atMs = Date.parse(event.eventTime);
    const visit = this.#visitOf(`${event.tenant}/${event.personKey}`, atMs);
    this.#count(visit, event, atMs);
    // Events out of their order say nothing of pace.
    if (event.kind === 'View' && atMs >= visit.lastMs) this.#view(visit, event.page?.path, atMs);
    if (
      event.kind === 'Purchase' &&
      visit.views.length > 0 &&
      atMs - visit.startedMs < ORDER_MS &&
      atMs >= visit.startedMs
    ) {
      note(visit, 'instant-order', 0.6);
    }
    if (atMs - visit.startedMs >= MARATHON_MS) note(visit, 'no-pause', 0.6);
    visit.lastMs = Math.max(visit.lastMs, atMs);
    return [...visit.signals.values()];
  }

  #visitOf(key: string, atMs: number): Visit {
    const known = this.#visits.peek(key);
    const visit = known && atMs - known.lastMs <= PAUSE_MS ? known : newVisit(atMs);
    this.#visits.set(key, visit);
    if (this.#visits.size > this.maxPersons) this.#visits.takeOldest();
    return visit;
  }

  #count(visit: Visit, { kind }: TrackedEvent, atMs: number): void {
    if (Math.abs(atMs - visit.windowStartedMs) > BURST.withinMs) {
      visit.windowStartedMs = atMs;
      visit.windowEvents = 0;
      visit.windowViews = 0;
    }
    visit.windowEvents += 1;
    if (kind === 'View') visit.windowViews += 1;
    if (visit.windowEvents > BURST.events || visit.windowViews > BURST.views) note(visit, 'burst', 0.7);
  }

  #view(visit: Visit, path: string | undefined, atMs: number): void {
    const last = visit.views.at(-1);
    const isRushed = last !== undefined && atMs - last < PACE.gapMs && path !== visit.lastPath;
    visit.rushed = isRushed ? visit.rushed + 1 : 0;
    visit.lastPath = path;
    visit.views.push(atMs);
    if (visit.views.length > CLOCKWORK.views) visit.views.shift();
    if (visit.rushed >= PACE.views) note(visit, 'impossible-pace', 0.7);
    if (visit.views.length === CLOCKWORK.views && isRegular(visit.views)) note(visit, 'clockwork', 0.7);
  }
}

const newVisit = (atMs: number): Visit => ({
  startedMs: atMs,
  lastMs: atMs,
  views: [],
  lastPath: undefined,
  rushed: 0,
  windowStartedMs: atMs,
  windowEvents: 0,
  windowViews: 0,
  signals: new Map(),
});

function note({ signals }: Visit, name: string, weight: number): void {
  if (!signals.has(name)) signals.set(name, { name, weight });
}

/** Whether the gaps between times are alike: standard deviation below a share of the mean. */
function isRegular(times: readonly number[]): boolean {
  const gaps = times.slice(1).map((time, index) => time - (times[index] as number));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  if (mean < CLOCKWORK.leastGapMs) return false;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
  return Math.sqrt(variance) < CLOCKWORK.spread * mean;
}
