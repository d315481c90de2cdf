import { defaultPerson } from '@stellwerk/contracts';
import fc from 'fast-check';
import { key, said, seen, TENANT } from '../testing/statements.js';
import { explain } from './explain.js';
import { FactSet, MAX_STATEMENTS_PER_LINK } from './fact-set.js';
import type { Fact } from './facts.js';
import { type Refusal, type ResolutionPolicy, resolve } from './resolve.js';
import { namespaceOf } from './tiers.js';

const policy: ResolutionPolicy = { maxStrongKeysPerDevice: 2, maxKeysPerComponent: 30 };

const anna = key('login', 'anna');
const bert = key('login', 'bert');
const carla = key('login', 'carla');
const phone = key('device', 'phone');
const tablet = key('device', 'tablet');
const mail = key('email', 'family@example.org');
const customer1 = key('customer', '1001');
const customer2 = key('customer', '1002');

/** Sets of keys that stand for one person, smallest first, as the cases below write them. */
const together = (facts: Fact[], limits = policy) => {
  const { persons } = resolve(TENANT, facts, limits);
  const groups = [...Map.groupBy(persons.keys(), (one) => persons.get(one)).values()];
  return groups.filter((group) => group.length > 1).map((group) => group.sort());
};

const whys = (facts: Fact[], limits = policy): Refusal[] =>
  resolve(TENANT, facts, limits).refused.map(({ why }) => why);

describe('resolution', () => {
  it.each<[title: string, facts: Fact[], persons: string[][]]>([
    ['a login joins its devices', [seen(anna, phone), seen(anna, tablet)], [[anna, phone, tablet].sort()]],
    [
      'a customer number owns several logins',
      [seen(customer1, anna), seen(customer1, bert)],
      [[customer1, anna, bert].sort()],
    ],
    [
      'a device alone does not make two logins one',
      [seen(anna, phone, 1), seen(bert, phone, 2)],
      [[anna, phone].sort()],
    ],
    [
      'nor does it bring the login of somebody else to a customer',
      [seen(customer1, anna), seen(anna, phone, 1), seen(bert, phone, 2)],
      [[customer1, anna, phone].sort()],
    ],
    [
      'a device of a customer with several logins stays with the customer',
      [seen(customer1, anna), seen(customer1, bert), seen(anna, phone, 1), seen(bert, phone, 2)],
      [[customer1, anna, bert, phone].sort()],
    ],
    [
      'the more often seen owner keeps the device',
      [seen(anna, phone, 1), seen(bert, phone, 2), seen(bert, phone, 3)],
      [[bert, phone].sort()],
    ],
    [
      'an address alone does not make two logins one',
      [seen(anna, mail, 1), seen(bert, mail, 2)],
      [[anna, mail].sort()],
    ],
    [
      'two customer numbers never become one person',
      [seen(customer1, anna, 1), seen(customer2, anna, 2)],
      [[customer1, anna].sort()],
    ],
    ['a retraction parts what it is about', [seen(anna, phone), said('retract', anna, phone)], []],
    [
      'keys that must not meet stay apart, also over a third',
      [seen(customer1, anna), seen(customer1, bert), said('cannot-link', anna, bert)],
      [[customer1, [anna, bert].sort()[0] as string].sort()],
    ],
    ['a device of too many people links nobody', [seen(anna, phone), seen(bert, phone), seen(carla, phone)], []],
  ])('%s', (_title, facts, persons) => {
    expect(together(facts)).toEqual(persons);
  });

  it.each<[why: Refusal, facts: Fact[]]>([
    ['two-logins', [seen(anna, phone, 1), seen(bert, phone, 2)]],
    ['two-customers', [seen(customer1, anna, 1), seen(customer2, anna, 2)]],
    ['retracted', [seen(anna, phone), said('retract', anna, phone)]],
    ['cannot-link', [seen(anna, phone), said('cannot-link', anna, phone)]],
    ['shared-identifier', [seen(anna, phone), seen(bert, phone), seen(carla, phone)]],
  ])('says "%s" where that kept keys apart', (why, facts) => {
    expect(whys(facts)).toContain(why);
  });

  it('quarantines a component above the cap whole, and never cuts it silently', () => {
    const devices = Array.from({ length: 31 }, (_, index) => seen(anna, key('device', `d${index}`)));
    const resolution = resolve(TENANT, devices, policy);
    expect(resolution.quarantined).toBe(true);
    expect(new Set(resolution.persons.values()).size).toBe(32);
    expect(resolution.refused).toHaveLength(31);
  });

  it('gives every part the person it had before when a merge is taken back', () => {
    const merged = resolve(TENANT, [seen(anna, phone), seen(anna, tablet)], policy).persons;
    const parted = resolve(
      TENANT,
      [seen(anna, phone), seen(anna, tablet), said('retract', anna, tablet)],
      policy,
    ).persons;
    expect(merged.get(tablet)).toBe(defaultPerson(TENANT, anna));
    expect(parted.get(tablet)).toBe(defaultPerson(TENANT, tablet));
    expect(parted.get(phone)).toBe(defaultPerson(TENANT, anna));
  });
});

const keys = [
  ...['1', '2'].map((name) => key('customer', name)),
  ...['a', 'b', 'c'].map((name) => key('login', name)),
  ...['x', 'y'].map((name) => key('email', name)),
  ...['p', 'q', 'r', 's'].map((name) => key('device', name)),
];
const pair = fc.tuple(fc.constantFrom(...keys), fc.constantFrom(...keys)).filter(([a, b]) => a !== b);
const fact: fc.Arbitrary<Fact> = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(pair, fc.nat(20)).map(([[a, b], minute]) => seen(a, b, minute)) },
  { weight: 1, arbitrary: pair.map(([a, b]) => said('retract', a, b)) },
  { weight: 1, arbitrary: pair.map(([a, b]) => said('cannot-link', a, b)) },
);
const facts = fc.array(fact, { maxLength: 30 });
const mapOf = (given: Iterable<Fact>, limits = policy) =>
  [...resolve(TENANT, given, limits).persons].sort(([a], [b]) => (a < b ? -1 : 1));

describe('resolution, whatever is stated', () => {
  it('depends on neither order nor repetition', () => {
    const permuted = facts.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }), fc.subarray(given)),
    );
    fc.assert(
      fc.property(permuted, ([given, shuffled, again]) => {
        expect(mapOf([...shuffled, ...again])).toEqual(mapOf(given));
      }),
      { numRuns: 1_000 },
    );
  });

  it('resolves parts that nothing connects as if each were alone', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const whole = new Map(mapOf(given));
        for (const part of partsOf(given)) for (const [one, person] of mapOf(part)) expect(whole.get(one)).toBe(person);
      }),
    );
  });

  it('never joins two customer numbers or keys that must not meet', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { persons } = resolve(TENANT, given, policy);
        for (const group of Map.groupBy(persons.keys(), (one) => persons.get(one)).values()) {
          expect(group.filter((one) => namespaceOf(one) === 'customer').length).toBeLessThanOrEqual(1);
        }
        for (const one of given) {
          if (one.fact !== 'retraction' || one.retraction.kind !== 'cannot-link') continue;
          expect(persons.get(one.retraction.left)).not.toBe(persons.get(one.retraction.right));
        }
      }),
    );
  });

  it('explains every two keys of a person by a path of statements between them', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const resolution = resolve(TENANT, given, policy);
        const [one, ...others] = [...resolution.persons.keys()];
        for (const other of others) {
          const explanation = explain(resolution, one as string, other);
          expect(explanation.same).toBe(resolution.persons.get(one as string) === resolution.persons.get(other));
          if (explanation.same) {
            const ends = explanation.path.flatMap(({ left, right }) => [left, right]);
            expect(ends).toEqual(expect.arrayContaining([one, other]));
          }
        }
      }),
    );
  });
});

describe('the facts of a container', () => {
  it('are the same set in whatever order they came, however many repeat', () => {
    const many = fc.array(
      fc.nat(8).map((minute) => seen(anna, phone, minute)),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(many, (given) => {
        const forwards = new FactSet();
        const backwards = new FactSet();
        for (const one of given) forwards.add(one);
        for (const one of [...given].reverse()) backwards.add(one);
        const ids = (set: FactSet) => [...set.values()].map((one) => JSON.stringify(one)).sort();
        expect(ids(forwards)).toEqual(ids(backwards));
        expect(forwards.size).toBeLessThanOrEqual(MAX_STATEMENTS_PER_LINK);
      }),
    );
  });

  it('tells what was added and what gave way', () => {
    const set = new FactSet([seen(anna, phone, 5), seen(anna, phone, 6), seen(anna, phone, 7)]);
    set.add(seen(anna, phone, 1));
    const [late] = [seen(anna, phone, 7)].map((one) => (one.fact === 'assertion' ? one.assertion.assertionId : ''));
    expect(set.added()).toEqual([seen(anna, phone, 1)]);
    expect(set.removed()).toEqual([late]);
  });
});

/** Facts grouped by what they connect. */
function partsOf(given: readonly Fact[]): Fact[][] {
  const parts: { keys: Set<string>; facts: Fact[] }[] = [];
  for (const one of given) {
    const { left, right } = one.fact === 'assertion' ? one.assertion : one.retraction;
    const touched = parts.filter((part) => part.keys.has(left) || part.keys.has(right));
    const merged = {
      keys: new Set([left, right, ...touched.flatMap((part) => [...part.keys])]),
      facts: [...touched.flatMap((part) => part.facts), one],
    };
    for (const part of touched) parts.splice(parts.indexOf(part), 1);
    parts.push(merged);
  }
  return parts.map((part) => part.facts);
}
