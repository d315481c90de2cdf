import { defaultPerson } from '@stellwerk/contracts';
import fc from 'fast-check';
import { key, said, seen, TENANT } from '../testing/statements.js';
import type { Fact } from './facts.js';
import { type ResolutionPolicy, resolve } from './resolve.js';
import { SightingSet } from './sighting-set.js';
import { BEGINNING_MS, MAX_SLICES, type Slice, slicesOf } from './slices.js';

const policy: ResolutionPolicy = { maxStrongKeysPerDevice: 3, maxKeysPerComponent: 30 };
const anna = key('login', 'anna');
const bert = key('login', 'bert');
const carla = key('login', 'carla');
const dora = key('login', 'dora');
const customer = key('customer', '1');
const tablet = key('device', 'tablet');
const person = (of: string) => defaultPerson(TENANT, of);
const HOUR = 60;
const at = (minute: number) => Date.UTC(2026, 10, 24) + minute * 60_000;

/** Slices of a device by the statements alone, as an owner of its container finds them. */
function slices(facts: readonly Fact[], device = tablet): readonly Slice[] {
  const sightings = new SightingSet(() => undefined);
  for (const fact of facts) sightings.see(fact);
  const { slices: found } = resolve(TENANT, facts, policy, (of) =>
    sightings.changed().filter((one) => one.device === of),
  );
  return found.get(device) ?? [];
}

describe('slices of a shared device', () => {
  it.each<[title: string, facts: Fact[], expected: [fromMs: number, of: string][]]>([
    ['one login: it stands for its person for all time', [seen(anna, tablet, 0), seen(anna, tablet, 5 * HOUR)], []],
    [
      'a second login takes over from then on; before the first one it is the first owner',
      [seen(anna, tablet, 9 * HOUR), seen(bert, tablet, 12 * HOUR)],
      [
        [BEGINNING_MS, anna],
        [at(12 * HOUR), bert],
      ],
    ],
    [
      'who comes back takes it back',
      [seen(anna, tablet, 9 * HOUR), seen(bert, tablet, 12 * HOUR), seen(anna, tablet, 18 * HOUR)],
      [
        [BEGINNING_MS, anna],
        [at(12 * HOUR), bert],
        [at(18 * HOUR), anna],
      ],
    ],
    [
      'a login that arrives late is put where it belongs',
      [seen(anna, tablet, 9 * HOUR), seen(anna, tablet, 18 * HOUR), seen(bert, tablet, 12 * HOUR)],
      [
        [BEGINNING_MS, anna],
        [at(12 * HOUR), bert],
        [at(18 * HOUR), anna],
      ],
    ],
    [
      'the owner with more statements does not keep it for all time',
      [seen(anna, tablet, 0), seen(bert, tablet, 1 * HOUR), seen(bert, tablet, 2 * HOUR), seen(bert, tablet, 3 * HOUR)],
      [
        [BEGINNING_MS, anna],
        [at(1 * HOUR), bert],
      ],
    ],
    [
      'logins of one customer are one person',
      [seen(anna, tablet, 0), seen(bert, tablet, HOUR), seen(customer, anna), seen(customer, bert)],
      [],
    ],
    [
      'a login that is taken back leaves no slice',
      [seen(anna, tablet, 0), seen(bert, tablet, HOUR), said('retract', bert, tablet)],
      [],
    ],
    [
      'nor does one that must never meet the device',
      [
        seen(anna, tablet, 0),
        seen(bert, tablet, HOUR),
        seen(carla, tablet, 2 * HOUR),
        said('cannot-link', bert, tablet),
      ],
      [
        [BEGINNING_MS, anna],
        [at(2 * HOUR), carla],
      ],
    ],
    [
      'logins that must never meet each other still take turns',
      [seen(anna, tablet, 0), seen(bert, tablet, HOUR), said('cannot-link', anna, bert)],
      [
        [BEGINNING_MS, anna],
        [at(HOUR), bert],
      ],
    ],
    [
      'a device of too many people stands for itself',
      [anna, bert, carla, dora].map((login, index) => seen(login, tablet, index * HOUR)),
      [],
    ],
  ])('%s', (_title, facts, expected) => {
    expect(slices(facts)).toEqual(expected.map(([fromMs, of]) => ({ fromMs, person: person(of) })));
  });

  it('gives the part before the latest hundred changes to nobody', () => {
    const times = (owner: string, first: number) => ({
      device: tablet,
      owner,
      times: Array.from({ length: 60 }, (_, index) => at((first + 2 * index) * HOUR)),
    });
    const found = slicesOf([times(anna, 0), times(bert, 1)], person, person(tablet));
    expect(found).toHaveLength(MAX_SLICES);
    expect(found[0]).toEqual({ fromMs: BEGINNING_MS, person: person(tablet) });
    expect(found[1]).toEqual({ fromMs: at(21 * HOUR), person: person(bert) });
    expect(found.at(-1)).toEqual({ fromMs: at(119 * HOUR), person: person(bert) });
  });

  const logins = [anna, bert, carla];
  const devices = [tablet, key('device', 'phone')];
  const pair = (one: string, other: string) => fc.constant([one, other] as const);
  const statement = fc.oneof(
    ...logins.flatMap((login) => devices.map((device) => pair(login, device))),
    pair(customer, anna),
    pair(customer, bert),
  );
  const fact: fc.Arbitrary<Fact> = fc.oneof(
    { weight: 9, arbitrary: fc.tuple(statement, fc.nat(60 * HOUR)).map(([[a, b], minute]) => seen(a, b, minute)) },
    { weight: 1, arbitrary: statement.map(([a, b]) => said('retract', a, b)) },
    { weight: 1, arbitrary: statement.map(([a, b]) => said('cannot-link', a, b)) },
  );
  const facts = fc.array(fact, { maxLength: 25 });

  it('depend on neither order nor repetition', () => {
    const permuted = facts.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }), fc.subarray(given)),
    );
    fc.assert(
      fc.property(permuted, ([given, shuffled, again]) => {
        for (const device of devices) expect(slices([...shuffled, ...again], device)).toEqual(slices(given, device));
      }),
      { numRuns: 1_000 },
    );
  });

  it('cover all time without a gap, and neighbours differ', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const found = slices(given);
        if (found.length > 0) expect(found[0]?.fromMs).toBe(BEGINNING_MS);
        for (const [index, { fromMs, person: of }] of found.entries()) {
          const next = found[index + 1];
          if (next) expect([fromMs < next.fromMs, of === next.person]).toEqual([true, false]);
        }
      }),
    );
  });

  it('name whoever logged in last before, whatever else is stated', () => {
    const used = fc.array(fc.tuple(fc.constantFrom(...logins), fc.nat(200)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(used, (given) => {
        // One login an hour at most, so that none hides another.
        const byHour = new Map(given.map(([login, hour]) => [hour, login]));
        const found = slices([...byHour].map(([hour, login]) => seen(login, tablet, hour * HOUR)));
        if (new Set(byHour.values()).size < 2) return expect(found).toEqual([]);
        for (const [hour, login] of byHour) {
          const holding = found.findLast(({ fromMs }) => fromMs <= at(hour * HOUR + 59));
          expect(holding?.person).toBe(person(login));
        }
      }),
    );
  });

  it('are gone when what made them is taken back', () => {
    const shared = [seen(anna, tablet, 0), seen(bert, tablet, HOUR), seen(anna, tablet, 2 * HOUR)];
    const parted = [...shared, said('retract', anna, tablet)];
    expect(slices(shared)).toHaveLength(3);
    expect(slices(parted)).toEqual([]);
    expect(resolve(TENANT, parted, policy).persons.get(tablet)).toBe(person(bert));
  });
});
