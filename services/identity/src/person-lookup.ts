import { defaultPerson, StellwerkError } from '@stellwerk/contracts';
import type { ContainerTables } from './adapters/container-tables.js';
import { type Explanation, explain } from './domain/explain.js';
import { type Resolution, type ResolutionPolicy, resolve } from './domain/resolve.js';
import { errors } from './errors.js';

/** A person as the graph sees it. */
export interface Person {
  readonly person: string;
  readonly component: string;
  readonly keys: readonly string[];
  readonly quarantined: boolean;
}

/** Pointers lead to ever lower containers; a chain longer than this is broken data. */
const MAX_POINTERS = 10_000;

/** Answers questions about the containers that this instance holds. */
export class PersonLookup {
  constructor(
    private readonly held: () => readonly ContainerTables[],
    private readonly policyOf: (tenant: string) => ResolutionPolicy,
  ) {}

  /** @throws StellwerkError IDN_KEY_NOT_HERE */
  find(tenant: string, key: string): Person {
    const { component, resolution } = this.#resolve(tenant, key);
    const person = resolution.persons.get(key) ?? defaultPerson(tenant, key);
    const keys = [...resolution.persons].filter(([, other]) => other === person).map(([other]) => other);
    return { person, component, keys, quarantined: resolution.quarantined };
  }

  /** @throws StellwerkError IDN_KEY_NOT_HERE */
  explain(tenant: string, left: string, right: string): Explanation {
    return explain(this.#resolve(tenant, left).resolution, left, right);
  }

  #resolve(tenant: string, key: string): { component: string; resolution: Resolution } {
    const tables = this.held();
    let component = key;
    for (let step = 0; step < MAX_POINTERS; step++) {
      const next = tables.map((table) => table.forward(tenant, component)).find((found) => found !== undefined);
      if (next === undefined) break;
      component = next;
    }
    const facts = tables.flatMap((table) => [...table.facts(tenant, component)]);
    if (facts.length === 0) throw new StellwerkError(errors.KEY_NOT_HERE, {}, { field: 'key' });
    return { component, resolution: resolve(tenant, facts, this.policyOf(tenant)) };
  }
}
