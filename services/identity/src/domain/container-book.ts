import { defaultPerson } from '@stellwerk/contracts';
import type { ComponentCommand, Told } from '../contracts.js';
import { FactSet } from './fact-set.js';
import { type Fact, factId, factKeys } from './facts.js';
import { type ResolutionPolicy, resolve } from './resolve.js';
import { SightingSet } from './sighting-set.js';
import type { Sightings } from './sightings.js';
import { areEqual, personNow, type Slice, whole } from './slices.js';
import { isStrong } from './tiers.js';

/** What is stored of containers; all methods are synchronous, for they run inside one transaction. */
export interface ContainerStore {
  forward(tenant: string, container: string): string | undefined;
  setForward(tenant: string, container: string, to: string): void;
  facts(tenant: string, container: string): Iterable<Fact>;
  putFact(tenant: string, container: string, fact: Fact): void;
  removeFact(tenant: string, container: string, factId: string): void;
  /** Times of one device with one owner, `undefined` where there are none. */
  sightings(tenant: string, container: string, device: string, owner: string): readonly number[] | undefined;
  allSightings(tenant: string, container: string): Iterable<Sightings>;
  putSightings(tenant: string, container: string, sightings: Sightings): void;
  removeSightings(tenant: string, container: string, sightings: Sightings): void;
  told(tenant: string, key: string): Told | undefined;
  putTold(tenant: string, told: Told): void;
}

/** A key that stands for another person than was told before, now or at some time. */
export interface Remap {
  readonly tenant: string;
  readonly key: string;
  readonly from: string;
  /** Whom it stands for now, that is in the last slice. */
  readonly to: string;
  /** Whom it stood for over time; a single slice where that never changed. */
  readonly slices: readonly Slice[];
  readonly version: number;
  readonly container: string;
}

/** Facts that one absorb command carries at most; larger containers travel in several. */
const FACTS_PER_COMMAND = 200;
/** The same of sightings, which are some kilobytes each. */
const SIGHTINGS_PER_COMMAND = 50;

interface OpenContainer {
  readonly tenant: string;
  readonly container: string;
  readonly facts: FactSet;
  readonly sightings: SightingSet;
}

/**
 * Applies the commands of one batch and finds whose person has changed. Containers are read once and resolved once per
 * batch. The higher container is always absorbed into the lower: pointers only lead downwards, so no cycle can exist.
 */
export class ContainerBook {
  readonly #containers = new Map<string, OpenContainer>();
  /** Commands to other owners, in the order in which they arose. */
  readonly outgoing: ComponentCommand[] = [];

  constructor(
    private readonly store: ContainerStore,
    private readonly policyOf: (tenant: string) => ResolutionPolicy,
  ) {}

  apply(command: ComponentCommand): void {
    if (command.command === 'link') this.#link(command);
    else this.#absorb(command);
  }

  /** Writes what has changed and returns the keys that stand for another person now. */
  settle(): Remap[] {
    return [...this.#containers.values()].flatMap((open) => {
      const { tenant, container, facts } = open;
      const added = facts.added();
      const removed = facts.removed();
      const seen = open.sightings.changed();
      if (added.length === 0 && removed.length === 0 && seen.length === 0) return [];
      for (const fact of added) this.store.putFact(tenant, container, fact);
      for (const id of removed) this.store.removeFact(tenant, container, id);
      for (const sightings of seen) this.store.putSightings(tenant, container, sightings);
      return this.#remaps(open);
    });
  }

  #link({ tenant, target, other, fact }: Extract<ComponentCommand, { command: 'link' }>): void {
    const forward = this.store.forward(tenant, target);
    if (forward !== undefined) {
      this.outgoing.push(linkCommand(tenant, forward, other, fact));
      return;
    }
    const open = this.#open(tenant, target);
    open.facts.add(fact);
    open.sightings.see(fact);
    if (target !== other) this.#leave(open, other);
  }

  #absorb(command: Extract<ComponentCommand, { command: 'absorb' }>): void {
    const { tenant, target } = command;
    const forward = this.store.forward(tenant, target);
    if (forward !== undefined) {
      this.outgoing.push({ ...command, target: forward });
      return;
    }
    const into = this.#open(tenant, target);
    for (const fact of command.facts) into.facts.add(fact);
    for (const sightings of command.sightings ?? []) into.sightings.add(sightings);
    for (const told of command.told) {
      if ((this.store.told(tenant, told.key)?.version ?? -1) < told.version) this.store.putTold(tenant, told);
    }
  }

  /** Sends what a container knows to the lower one and leaves a pointer behind. */
  #leave({ tenant, container: from, facts, sightings }: OpenContainer, target: string): void {
    const all = [...facts.values()];
    const stored = [...this.store.allSightings(tenant, from)];
    const changed = sightings.changed();
    const isChanged = (one: Sightings) => changed.some((two) => one.device === two.device && one.owner === two.owner);
    const seen = [...stored.filter((one) => !isChanged(one)), ...changed];
    const commands = Math.max(
      Math.ceil(all.length / FACTS_PER_COMMAND),
      Math.ceil(seen.length / SIGHTINGS_PER_COMMAND),
    );
    for (let number = 0; number < commands; number++) {
      const part = page(all, number, FACTS_PER_COMMAND);
      const keys = [...new Set(part.flatMap(factKeys))];
      const told = keys.flatMap((key) => this.store.told(tenant, key) ?? []);
      const seenPart = page(seen, number, SIGHTINGS_PER_COMMAND).map((one) => ({ ...one, times: [...one.times] }));
      const carried = seenPart.length > 0 && { sightings: seenPart };
      this.outgoing.push({ command: 'absorb', tenant, target, from, facts: part, told, ...carried });
    }
    const added = new Set(facts.added());
    for (const fact of all) if (!added.has(fact)) this.store.removeFact(tenant, from, factId(fact));
    for (const one of stored) this.store.removeSightings(tenant, from, one);
    this.store.setForward(tenant, from, target);
    this.#containers.delete(`${tenant}/${from}`);
  }

  #remaps({ tenant, container, facts, sightings }: OpenContainer): Remap[] {
    const owners = [...new Set([...facts.values()].flatMap(factKeys))].filter(isStrong);
    const sightingsOf = (device: string): Sightings[] =>
      owners.map((owner) => ({ device, owner, times: sightings.times(device, owner) }));
    const { persons, slices } = resolve(tenant, facts.values(), this.policyOf(tenant), sightingsOf);
    const remaps: Remap[] = [];
    for (const [key, person] of persons) {
      const now = slices.get(key) ?? whole(person);
      const last: Pick<Told, 'person' | 'version' | 'slices'> = this.store.told(tenant, key) ?? {
        person: defaultPerson(tenant, key),
        version: 0,
      };
      if (areEqual(now, last.slices ?? whole(last.person))) continue;
      const to = personNow(now) ?? person;
      const version = Math.max(facts.size, last.version + 1);
      this.store.putTold(tenant, { key, person: to, version, ...(now.length > 1 && { slices: [...now] }) });
      remaps.push({ tenant, key, from: last.person, to, slices: now, version, container });
    }
    return remaps;
  }

  #open(tenant: string, container: string): OpenContainer {
    const name = `${tenant}/${container}`;
    let open = this.#containers.get(name);
    if (!open) {
      open = {
        tenant,
        container,
        facts: new FactSet(this.store.facts(tenant, container)),
        sightings: new SightingSet((device, owner) => this.store.sightings(tenant, container, device, owner)),
      };
      this.#containers.set(name, open);
    }
    return open;
  }
}

const page = <Item>(items: readonly Item[], number: number, size: number): Item[] =>
  items.slice(number * size, (number + 1) * size);

/** The command that brings a fact to the owner of the higher of two containers. */
export function linkCommand(tenant: string, a: string, b: string, fact: Fact): ComponentCommand {
  const [other, target] = a < b ? [a, b] : [b, a];
  return { command: 'link', tenant, target, other, fact };
}
