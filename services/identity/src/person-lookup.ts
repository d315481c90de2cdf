import { defaultPerson, StellwerkError } from '@stellwerk/contracts';
import type { ContainerTables } from './adapters/container-tables.js';
import { type Explanation, explain } from './domain/explain.js';
import { type Resolution, type ResolutionPolicy, resolve } from './domain/resolve.js';
import { personNow } from './domain/slices.js';
import { errors } from './errors.js';
import type { GraphReplica } from './graph-replica.js';

/** Who stands behind a key, as the graph sees it. */
export interface Person {
  /** Whom the key stands for now. */
  readonly person: string;
  readonly component: string;
  /** Every key that stands for this person now. */
  readonly keys: readonly string[];
  readonly quarantined: boolean;
  /** Only for a device that several persons logged in on: whom it stood for, from which event time on, oldest first. */
  readonly slices?: readonly { readonly validFrom: string; readonly person: string }[];
}

/** Pointers lead to ever lower containers; a chain longer than this is broken data. */
const MAX_POINTERS = 10_000;

export interface PersonLookupDeps {
  /** Containers of the partitions held here. */
  readonly held: () => readonly ContainerTables[];
  /** Whether that is every partition there is. */
  readonly holdsAll: () => Promise<boolean>;
  /** The graph of all partitions, wherever they are held. */
  readonly replica: Pick<GraphReplica, 'tables'>;
  readonly policyOf: (tenant: string) => ResolutionPolicy;
}

/** Answers questions about every key, whichever instance owns its container. */
export class PersonLookup {
  constructor(private readonly deps: PersonLookupDeps) {}

  /** @throws StellwerkError IDN_KEY_UNKNOWN; UnavailableError while the graph cannot be read */
  async find(tenant: string, key: string): Promise<Person> {
    const { component, resolution } = await this.#resolve(tenant, key);
    const { persons, slices, quarantined } = resolution;
    const now = new Map([...persons].map(([one, person]) => [one, personNow(slices.get(one) ?? []) ?? person]));
    const person = now.get(key) ?? defaultPerson(tenant, key);
    const keys = [...now].filter(([, other]) => other === person).map(([other]) => other);
    const ofKey = slices
      .get(key)
      ?.map((slice) => ({ validFrom: new Date(slice.fromMs).toISOString(), person: slice.person }));
    return { person, component, keys, quarantined, ...(ofKey && { slices: ofKey }) };
  }

  /** @throws as {@link find} */
  async explain(tenant: string, left: string, right: string): Promise<Explanation> {
    return explain((await this.#resolve(tenant, left)).resolution, left, right);
  }

  async #resolve(tenant: string, key: string): Promise<{ component: string; resolution: Resolution }> {
    const tables = (await this.deps.holdsAll()) ? this.deps.held() : [await this.deps.replica.tables()];
    let component = key;
    for (let step = 0; step < MAX_POINTERS; step++) {
      const next = tables.map((table) => table.forward(tenant, component)).find((found) => found !== undefined);
      if (next === undefined) break;
      component = next;
    }
    const facts = tables.flatMap((table) => [...table.facts(tenant, component)]);
    if (facts.length === 0) throw new StellwerkError(errors.KEY_UNKNOWN, {}, { field: 'key' });
    const sightings = tables.flatMap((table) => [...table.allSightings(tenant, component)]);
    const sightingsOf = (device: string) => sightings.filter((one) => one.device === device);
    return { component, resolution: resolve(tenant, facts, this.deps.policyOf(tenant), sightingsOf) };
  }
}
