import { type Assertion, defaultPerson } from '@stellwerk/contracts';
import { type Fact, factId } from './facts.js';
import { KeySets } from './key-sets.js';
import type { Sightings } from './sightings.js';
import { type Slice, slicesOf } from './slices.js';
import { compareKeys, isStrong, namespaceOf, tierOf } from './tiers.js';

/** Limits of the graph; from the tenant's identity policy. */
export interface ResolutionPolicy {
  /** A device or e-mail linked to more strong keys than this is shared by strangers and links nobody. */
  readonly maxStrongKeysPerDevice: number;
  /** A container with more keys than this is quarantined: every key stands for itself until somebody looks. */
  readonly maxKeysPerComponent: number;
}

/** Why a statement did not join its keys. */
export type Refusal =
  | 'retracted'
  | 'cannot-link'
  | 'shared-identifier'
  | 'two-customers'
  | 'two-logins'
  | 'quarantined';

export interface Link {
  readonly left: string;
  readonly right: string;
  readonly rule: Assertion['rule'];
  /** Statements behind it, oldest first. */
  readonly assertions: readonly Assertion[];
}

export interface Resolution {
  /** Person of every key, were it the same for all time: it decides which keys belong together. */
  readonly persons: ReadonlyMap<string, string>;
  /** Whom a device stood for by event time, for devices that several persons logged in on. */
  readonly slices: ReadonlyMap<string, readonly Slice[]>;
  readonly joined: readonly Link[];
  readonly refused: readonly (Link & { readonly why: Refusal })[];
  readonly quarantined: boolean;
}

/**
 * Persons of one container: constrained Kruskal over the set of statements. A pure function of the SET of facts and the
 * policy: neither order nor repetition matters. Links are tried by tier, then strength (number of statements), then age, then
 * keys; a link joins unless that would put two customer numbers, or two logins that a weaker identifier alone connects, into one person,
 * or keys that must never meet. The person of a set is the default person of its strongest, lowest key, so a split gives
 * every part the person it had before.
 *
 * A device that several persons logged in on belongs to the keys of one of them, but stands for each in turn: see
 * {@link slicesOf}.
 * @param sightingsOf when a device was seen with its strong keys; asked for such devices alone
 */
export function resolve(
  tenant: string,
  facts: Iterable<Fact>,
  policy: ResolutionPolicy,
  sightingsOf: (device: string) => Iterable<Sightings> = () => [],
): Resolution {
  const distinct = new Map<string, Fact>();
  for (const fact of facts) distinct.set(factId(fact), fact);
  const { links, retracted, forbidden, keys } = linksOf(distinct.values());
  const refused: (Link & { why: Refusal })[] = retracted.map((link) => ({ ...link, why: 'retracted' }));
  if (keys.length > policy.maxKeysPerComponent) {
    const alone = new Map(keys.map((key) => [key, defaultPerson(tenant, key)]));
    const all = links.map((link) => ({ ...link, why: 'quarantined' as const }));
    return { persons: alone, slices: new Map(), joined: [], refused: [...refused, ...all], quarantined: true };
  }
  const hubs = sharedIdentifiers(links, policy.maxStrongKeysPerDevice);
  const sets = new KeySets(keys);
  const joined: Link[] = [];
  for (const link of links) {
    const why = refusalOf(link, sets, hubs, forbidden);
    if (why) refused.push({ ...link, why });
    else {
      sets.join(link.left, link.right);
      joined.push(link);
    }
  }
  const persons = personsOf(tenant, sets);
  const slices = slicedDevices({ tenant, links, hubs, forbidden, persons, sightingsOf });
  return { persons, slices, joined, refused, quarantined: false };
}

interface ToSlice {
  readonly tenant: string;
  readonly links: readonly Link[];
  readonly hubs: ReadonlySet<string>;
  readonly forbidden: readonly (readonly [string, string])[];
  readonly persons: ReadonlyMap<string, string>;
  readonly sightingsOf: (device: string) => Iterable<Sightings>;
}

/** Slices of the devices whose statements name strong keys of several persons. */
function slicedDevices({
  tenant,
  links,
  hubs,
  forbidden,
  persons,
  sightingsOf,
}: ToSlice): Map<string, readonly Slice[]> {
  const personOf = (key: string) => persons.get(key) ?? defaultPerson(tenant, key);
  const ownersOf = new Map<string, Set<string>>();
  for (const { left, right } of links) {
    const [device, owner] = namespaceOf(left) === 'device' ? [left, right] : [right, left];
    if (namespaceOf(device) !== 'device' || !isStrong(owner) || hubs.has(device)) continue;
    const isForbidden = forbidden.some(
      ([a, b]) =>
        (a === device && personOf(b) === personOf(owner)) || (b === device && personOf(a) === personOf(owner)),
    );
    if (!isForbidden) ownersOf.set(device, (ownersOf.get(device) ?? new Set()).add(owner));
  }
  const slices = new Map<string, readonly Slice[]>();
  for (const [device, owners] of ownersOf) {
    if (new Set([...owners].map(personOf)).size < 2) continue;
    const sightings = [...sightingsOf(device)].filter(({ owner }) => owners.has(owner));
    const sliced = slicesOf(sightings, personOf, defaultPerson(tenant, device));
    if (sliced.length > 0) slices.set(device, sliced);
  }
  return slices;
}

interface Gathered {
  readonly links: readonly Link[];
  readonly retracted: readonly Link[];
  readonly forbidden: readonly (readonly [string, string])[];
  readonly keys: readonly string[];
}

/** Statements gathered to links in the order in which they are tried. */
function linksOf(facts: Iterable<Fact>): Gathered {
  const assertions: Assertion[] = [];
  const takenBack = new Set<string>();
  const forbidden: [string, string][] = [];
  const keys = new Set<string>();
  for (const fact of facts) {
    if (fact.fact === 'assertion') {
      assertions.push(fact.assertion);
      keys.add(fact.assertion.left).add(fact.assertion.right);
      continue;
    }
    const { kind, left, right, assertionId } = fact.retraction;
    keys.add(left).add(right);
    if (kind === 'cannot-link') forbidden.push([left, right]);
    else takenBack.add(assertionId ?? pairOf(left, right));
  }
  const isRetracted = (assertion: Assertion) =>
    takenBack.has(assertion.assertionId) || takenBack.has(pairOf(assertion.left, assertion.right));
  const gather = (given: readonly Assertion[]) =>
    [...Map.groupBy(given, ({ left, right, rule }) => `${rule} ${pairOf(left, right)}`).values()].map(toLink);
  return {
    links: gather(assertions.filter((assertion) => !isRetracted(assertion))).sort(compareLinks),
    retracted: gather(assertions.filter(isRetracted)).sort(compareLinks),
    forbidden,
    keys: [...keys].sort(),
  };
}

function toLink(assertions: readonly Assertion[]): Link {
  const sorted = [...assertions].sort(
    (a, b) => compareText(a.eventTime, b.eventTime) || compareText(a.assertionId, b.assertionId),
  );
  const { left, right, rule } = sorted[0] as Assertion;
  return { left, right, rule, assertions: sorted };
}

function compareLinks(a: Link, b: Link): number {
  return (
    tierOf(a.rule) - tierOf(b.rule) ||
    b.assertions.length - a.assertions.length ||
    compareText((a.assertions[0] as Assertion).eventTime, (b.assertions[0] as Assertion).eventTime) ||
    compareText(pairOf(a.left, a.right), pairOf(b.left, b.right))
  );
}

/** Identifiers that more strong keys share than one person plausibly has: kiosks, info@ addresses, family tablets. */
function sharedIdentifiers(links: readonly Link[], maxStrongKeys: number): ReadonlySet<string> {
  const strongNeighbours = new Map<string, Set<string>>();
  for (const { left, right } of links) {
    for (const [weak, other] of [
      [left, right],
      [right, left],
    ] as const) {
      if (isStrong(weak) || !isStrong(other)) continue;
      const neighbours = strongNeighbours.get(weak) ?? new Set();
      strongNeighbours.set(weak, neighbours.add(other));
    }
  }
  return new Set([...strongNeighbours].filter(([, found]) => found.size > maxStrongKeys).map(([key]) => key));
}

function refusalOf(
  { left, right, rule }: Link,
  sets: KeySets,
  hubs: ReadonlySet<string>,
  forbidden: readonly (readonly [string, string])[],
): Refusal | null {
  if (hubs.has(left) || hubs.has(right)) return 'shared-identifier';
  if (sets.areJoined(left, right)) return null;
  const together = (namespace: string) => sets.countTogether(left, right, (key) => namespaceOf(key) === namespace);
  if (together('customer') > 1) return 'two-customers';
  // A customer number may own several logins; a device or an address alone must not make two logins one person.
  const isCertain = rule === 'customer-number' || (namespaceOf(left) === 'login' && namespaceOf(right) === 'login');
  const hasLogin = (key: string) => sets.has(key, (member) => namespaceOf(member) === 'login');
  if (!isCertain && hasLogin(left) && hasLogin(right)) return 'two-logins';
  return forbidden.some(([a, b]) => sets.wouldMeet(left, right, a, b)) ? 'cannot-link' : null;
}

function personsOf(tenant: string, sets: KeySets): Map<string, string> {
  const persons = new Map<string, string>();
  for (const members of sets.all()) {
    const anchor = [...members].sort(compareKeys)[0] as string;
    const person = defaultPerson(tenant, anchor);
    for (const key of members) persons.set(key, person);
  }
  return persons;
}

function pairOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
