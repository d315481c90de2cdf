import { type HourCounters, hourKey, type TopicCounters } from './topic-counters.js';

/** A row of the books as the warehouse answers it. */
export interface StoredHour extends HourCounters {
  readonly source: string;
  readonly hour: string;
  readonly difference: number;
}

/** What only a tenant's books as a whole show: every hour counts different events. */
export interface Totals {
  /** Events that are stored more than once. */
  readonly repeated: number;
}

export interface Alarm {
  /** Source and hour that it is about; absent = the tenant as a whole. */
  readonly source?: string;
  readonly hour?: string;
  /** What does not agree, in words. */
  readonly problem: string;
}

const NAMES = ['received', 'accepted', 'rejected', 'duplicates', 'withoutConsent'] as const;

/**
 * Everything in the books that does not agree: events that are stored twice, calls that are in none of the four, and, where the
 * topics were counted as well, figures that differ between the topics and ClickHouse. Hours that the topics no longer hold
 * whole are left out.
 */
export function alarmsOf({ repeated }: Totals, stored: readonly StoredHour[], topics?: TopicCounters): Alarm[] {
  const twice = repeated > 0 ? [{ problem: `${repeated} events are stored more than once` }] : [];
  const unaccounted = stored
    .filter(({ difference }) => difference !== 0)
    .map(({ source, hour, difference }) => ({ source, hour, problem: `${difference} calls are not accounted for` }));
  return [...twice, ...unaccounted, ...(topics ? differing(stored, topics) : [])];
}

function differing(stored: readonly StoredHour[], topics: TopicCounters): Alarm[] {
  const byKey = new Map(stored.map((row) => [hourKey(row.source, row.hour), row]));
  return [...new Set([...byKey.keys(), ...topics.counters.keys()])].sort().flatMap((key) => {
    const [source = '', hour = ''] = key.split(' ');
    if (hour < topics.wholeSince) return [];
    return NAMES.filter((name) => (byKey.get(key)?.[name] ?? 0) !== (topics.counters.get(key)?.[name] ?? 0)).map(
      (name) => ({
        source,
        hour,
        problem: `${name}: ${topics.counters.get(key)?.[name] ?? 0} in the topics, ${byKey.get(key)?.[name] ?? 0} in ClickHouse`,
      }),
    );
  });
}
