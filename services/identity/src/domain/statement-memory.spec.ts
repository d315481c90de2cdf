import type { Assertion } from '@stellwerk/contracts';
import { key, seen } from '../testing/statements.js';
import { FactSet } from './fact-set.js';
import type { Fact } from './facts.js';
import { SightingSet } from './sighting-set.js';
import { StatementMemory } from './statement-memory.js';

const phone = key('device', 'phone');
const anna = key('login', 'anna');

const statement = (minute: number, a = phone, b = anna): { assertion: Assertion } => {
  const fact = seen(a, b, minute);
  if (fact.fact !== 'assertion') throw new TypeError('seen makes assertions');
  return { assertion: fact.assertion };
};
const minutesOf = (items: readonly { assertion: Assertion }[]) =>
  items.map(({ assertion }) => (Date.parse(assertion.eventTime) - Date.UTC(2026, 10, 24)) / 60_000);

/** So that some lie within the days of which every hour counts, and some before. */
const MINUTES_BETWEEN_VISITS = 40 * 24 * 60;
const MINUTES_OF_A_VISIT = 180;

/** Minutes of the statements that are made of these, batch by batch. */
function stated(batches: readonly (readonly number[])[]): number[] {
  const memory = new StatementMemory(10);
  return batches.flatMap((minutes) => {
    const { items, remember } = memory.select(minutes.map((minute) => statement(minute)));
    remember();
    return minutesOf(items);
  });
}

describe('statement memory', () => {
  it.each<[title: string, batches: number[][], expected: number[]]>([
    ['the first three of a link', [[1, 2, 3, 4, 5]], [1, 2, 3]],
    ['the same over several batches', [[1], [2], [3], [4]], [1, 2, 3]],
    ['the first of every later hour', [[1, 2, 3], [61, 62], [121]], [1, 2, 3, 61, 121]],
    ['what is earlier than what was stated', [[11, 12, 13], [5], [14]], [11, 12, 13, 5]],
    ['what is earlier in its hour', [[1, 2, 3], [70], [65], [66]], [1, 2, 3, 70, 65]],
    ['one that came again until three different ones are known', [[1], [1], [1], [2]], [1, 1, 1, 2]],
  ])('states %s', (_title, batches, expected) => {
    expect(stated(batches)).toEqual(expected);
  });

  it('knows pairs and tenants apart', () => {
    const memory = new StatementMemory(10);
    memory.select([1, 2, 3].map((minute) => statement(minute))).remember();
    const other = statement(4);
    const items = [statement(4, phone, key('login', 'bert')), { assertion: { ...other.assertion, tenant: 'other' } }];
    expect(memory.select(items).items).toEqual(items);
  });

  it('states again what did not become durable', () => {
    const memory = new StatementMemory(10);
    const items = [1, 2, 3].map((minute) => statement(minute));
    memory.select(items);
    expect(memory.select(items).items).toEqual(items);
  });

  it('states again what it has forgotten', () => {
    const memory = new StatementMemory(1);
    memory.select([1, 2, 3].map((minute) => statement(minute))).remember();
    expect(memory.select([statement(4)]).items).toEqual([]);
    for (const name of ['bert', 'cora']) memory.select([statement(1, phone, key('login', name))]).remember();
    expect(memory.select([statement(4)]).items).toHaveLength(1);
  });

  it('never leaves out what the owner of a container would keep, whatever the order', () => {
    const random = seeded(7);
    for (let round = 0; round < 500; round++) {
      const all = Array.from({ length: 60 }, () => {
        const visit = Math.floor(random() * 5);
        return statement(visit * MINUTES_BETWEEN_VISITS + Math.floor(random() * MINUTES_OF_A_VISIT));
      });
      const memory = new StatementMemory(1 + Math.floor(random() * 3));
      const made: { assertion: Assertion }[] = [];
      for (let from = 0; from < all.length; ) {
        const size = 1 + Math.floor(random() * 8);
        const { items, remember } = memory.select(all.slice(from, from + size));
        made.push(...items);
        // A batch that failed comes again.
        if (random() < 0.2) continue;
        remember();
        from += size;
      }
      expect(kept(made)).toEqual(kept(all));
    }
  });
});

/** What a container keeps of statements. */
function kept(items: readonly { assertion: Assertion }[]) {
  const facts = new FactSet();
  const sightings = new SightingSet(() => undefined);
  for (const { assertion } of items) {
    const fact: Fact = { fact: 'assertion', assertion };
    facts.add(fact);
    sightings.see(fact);
  }
  const ids = facts.added().map((fact) => (fact.fact === 'assertion' ? fact.assertion.assertionId : ''));
  return { statements: ids.sort(), sightings: sightings.changed() };
}

/** Park and Miller's generator, in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
