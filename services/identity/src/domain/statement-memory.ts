import type { Assertion } from '@stellwerk/contracts';
import { isEarlier, MAX_STATEMENTS_PER_LINK } from './fact-set.js';
import { hourOf } from './sightings.js';

/** What is durable about one pair of keys. */
interface Stated {
  /** Different statements up to and including {@link latest}; counted as far as a container keeps them. */
  readonly count: number;
  readonly latest: Pick<Assertion, 'eventTime' | 'assertionId'>;
  /** The hour that was stated last, and the first instant stated in it, milliseconds since 1970. */
  readonly hour: number;
  readonly firstMs: number;
}

/** What of a batch is to be stated. */
export interface Selected<Item> {
  readonly items: readonly Item[];
  /** To be called once they are durable, and never before. */
  readonly remember: () => void;
}

/**
 * Passes over statements that add nothing: someone who is logged in states the same with every event, and each statement is
 * a message through three topics. A container keeps the earliest three statements of a link ({@link MAX_STATEMENTS_PER_LINK})
 * and the first sighting of every hour; so whoever owns it would drop a statement that comes after three others and
 * after one of its own hour, and nobody can tell whether it was ever made.
 *
 * What was forgotten, and what another process stated, is stated once more. Two generations bound the memory: when the young
 * one is full it becomes the old one and the old one is forgotten.
 */
export class StatementMemory {
  #young = new Map<string, Stated>();
  #old = new Map<string, Stated>();

  /** @param capacity pairs of one generation */
  constructor(private readonly capacity: number) {}

  /** The items whose statement adds something to what is durable, and to those before it. */
  select<Item extends { readonly assertion: Assertion }>(items: readonly Item[]): Selected<Item> {
    const changed = new Map<string, Stated>();
    const selected = items.filter(({ assertion }) => {
      const pair = pairOf(assertion);
      const stated = changed.get(pair) ?? this.#young.get(pair) ?? this.#old.get(pair);
      if (stated && addsNothing(stated, assertion)) return false;
      changed.set(pair, withStatement(stated, assertion));
      return true;
    });
    return { items: selected, remember: () => this.#remember(changed) };
  }

  #remember(changed: ReadonlyMap<string, Stated>): void {
    for (const [pair, stated] of changed) {
      if (this.#young.size >= this.capacity && !this.#young.has(pair)) {
        this.#old = this.#young;
        this.#young = new Map();
      }
      this.#young.set(pair, stated);
    }
  }
}

const pairOf = ({ tenant, left, right, rule }: Assertion) => `${tenant} ${left} ${right} ${rule}`;

function addsNothing({ count, latest, hour, firstMs }: Stated, assertion: Assertion): boolean {
  const timeMs = Date.parse(assertion.eventTime);
  const isSighted = hour === hourOf(timeMs) && firstMs <= timeMs;
  return isSighted && count >= MAX_STATEMENTS_PER_LINK && isEarlier(latest, assertion);
}

function withStatement(stated: Stated | undefined, { eventTime, assertionId }: Assertion): Stated {
  const timeMs = Date.parse(eventTime);
  const latest = { eventTime, assertionId };
  const hour = hourOf(timeMs);
  if (!stated) return { count: 1, latest, hour, firstMs: timeMs };
  const firstMs = stated.hour === hour ? Math.min(stated.firstMs, timeMs) : timeMs;
  // One that is not later may have been counted before; not to count it only means to state more.
  const isCounted = stated.count < MAX_STATEMENTS_PER_LINK && isEarlier(stated.latest, latest);
  return isCounted ? { count: stated.count + 1, latest, hour, firstMs } : { ...stated, hour, firstMs };
}
