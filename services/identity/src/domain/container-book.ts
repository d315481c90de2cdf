import { defaultPerson } from '@stellwerk/contracts';
import type { ComponentCommand, Told } from '../contracts.js';
import { FactSet } from './fact-set.js';
import { type Fact, factId, factKeys } from './facts.js';
import { type Resolution, type ResolutionPolicy, resolve } from './resolve.js';

/** What is stored of containers; all methods are synchronous, for they run inside one transaction. */
export interface ContainerStore {
  forward(tenant: string, container: string): string | undefined;
  setForward(tenant: string, container: string, to: string): void;
  facts(tenant: string, container: string): Iterable<Fact>;
  putFact(tenant: string, container: string, fact: Fact): void;
  removeFact(tenant: string, container: string, factId: string): void;
  told(tenant: string, key: string): Told | undefined;
  putTold(tenant: string, told: Told): void;
}

/** A key that stands for another person than was told before. */
export interface Remap {
  readonly tenant: string;
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly version: number;
  readonly container: string;
}

/** Facts that one absorb command carries at most; larger containers travel in several. */
const FACTS_PER_COMMAND = 200;

/**
 * Applies the commands of one batch and finds whose person has changed. Containers are read once and resolved once per
 * batch. The higher container is always absorbed into the lower: pointers only lead downwards, so no cycle can exist.
 */
export class ContainerBook {
  readonly #containers = new Map<string, { tenant: string; container: string; facts: FactSet }>();
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
    return [...this.#containers.values()].flatMap(({ tenant, container, facts }) => {
      const added = facts.added();
      const removed = facts.removed();
      if (added.length === 0 && removed.length === 0) return [];
      for (const fact of added) this.store.putFact(tenant, container, fact);
      for (const id of removed) this.store.removeFact(tenant, container, id);
      return this.#remaps(tenant, container, facts);
    });
  }

  #link({ tenant, target, other, fact }: Extract<ComponentCommand, { command: 'link' }>): void {
    const forward = this.store.forward(tenant, target);
    if (forward !== undefined) {
      this.outgoing.push(linkCommand(tenant, forward, other, fact));
      return;
    }
    const facts = this.#open(tenant, target);
    facts.add(fact);
    if (target !== other) this.#leave(tenant, target, other, facts);
  }

  #absorb(command: Extract<ComponentCommand, { command: 'absorb' }>): void {
    const { tenant, target } = command;
    const forward = this.store.forward(tenant, target);
    if (forward !== undefined) {
      this.outgoing.push({ ...command, target: forward });
      return;
    }
    const into = this.#open(tenant, target);
    for (const fact of command.facts) into.add(fact);
    for (const told of command.told) {
      if ((this.store.told(tenant, told.key)?.version ?? -1) < told.version) this.store.putTold(tenant, told);
    }
  }

  /** Sends a container's facts to the lower one and leaves a pointer behind. */
  #leave(tenant: string, from: string, target: string, facts: FactSet): void {
    const all = [...facts.values()];
    for (let start = 0; start < all.length; start += FACTS_PER_COMMAND) {
      const part = all.slice(start, start + FACTS_PER_COMMAND);
      const keys = [...new Set(part.flatMap(factKeys))];
      const told = keys.flatMap((key) => this.store.told(tenant, key) ?? []);
      this.outgoing.push({ command: 'absorb', tenant, target, from, facts: part, told });
    }
    const added = new Set(facts.added());
    for (const fact of all) if (!added.has(fact)) this.store.removeFact(tenant, from, factId(fact));
    this.store.setForward(tenant, from, target);
    this.#containers.delete(`${tenant}/${from}`);
  }

  #remaps(tenant: string, container: string, facts: FactSet): Remap[] {
    const resolution: Resolution = resolve(tenant, facts.values(), this.policyOf(tenant));
    const remaps: Remap[] = [];
    for (const [key, to] of resolution.persons) {
      const last = this.store.told(tenant, key) ?? { person: defaultPerson(tenant, key), version: 0 };
      if (last.person === to) continue;
      const version = Math.max(facts.size, last.version + 1);
      this.store.putTold(tenant, { key, person: to, version });
      remaps.push({ tenant, key, from: last.person, to, version, container });
    }
    return remaps;
  }

  #open(tenant: string, container: string): FactSet {
    const name = `${tenant}/${container}`;
    let open = this.#containers.get(name);
    if (!open) {
      open = { tenant, container, facts: new FactSet(this.store.facts(tenant, container)) };
      this.#containers.set(name, open);
    }
    return open.facts;
  }
}

/** The command that brings a fact to the owner of the higher of two containers. */
export function linkCommand(tenant: string, a: string, b: string, fact: Fact): ComponentCommand {
  const [other, target] = a < b ? [a, b] : [b, a];
  return { command: 'link', tenant, target, other, fact };
}
