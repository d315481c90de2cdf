import type { LocalTable } from '@stellwerk/local-state';
import type { Told } from '../contracts.js';
import type { ContainerStore } from '../domain/container-book.js';
import { type Fact, factId } from '../domain/facts.js';
import type { Sightings } from '../domain/sightings.js';

/** A change of container state, as it stands in the changelog. */
export type ContainerChange =
  | { readonly change: 'forward'; readonly tenant: string; readonly container: string; readonly to: string }
  | { readonly change: 'fact'; readonly tenant: string; readonly container: string; readonly fact: Fact }
  | { readonly change: 'told'; readonly tenant: string; readonly told: Told }
  | { readonly change: 'fact-removed'; readonly tenant: string; readonly container: string; readonly factId: string }
  | ({ readonly change: 'sightings'; readonly tenant: string; readonly container: string } & Sightings)
  | ({ readonly change: 'sightings-removed'; readonly tenant: string; readonly container: string } & Pair);

/** Whose sightings they are. */
type Pair = Pick<Sightings, 'device' | 'owner'>;

/** Where the tables lie. */
interface TableStore {
  table<Value>(name: string): LocalTable<Value, string[]>;
}

/** Highest text that can follow a key part, to bound a range. */
const AFTER_ALL = '\uffff';

/** Container state in one partition's LMDB; every change is also noted for the changelog. */
export class ContainerTables implements ContainerStore {
  readonly #forwards: LocalTable<string, string[]>;
  readonly #facts: LocalTable<Fact, string[]>;
  readonly #told: LocalTable<Told, string[]>;
  readonly #sightings: LocalTable<readonly number[], string[]>;
  #changes: ContainerChange[] = [];

  constructor(store: TableStore) {
    this.#forwards = store.table('forwards');
    this.#facts = store.table('facts');
    this.#told = store.table('told');
    this.#sightings = store.table('sightings');
  }

  forward(tenant: string, container: string): string | undefined {
    return this.#forwards.get([tenant, container]);
  }

  setForward(tenant: string, container: string, to: string): void {
    this.apply({ change: 'forward', tenant, container, to });
  }

  *facts(tenant: string, container: string): Generator<Fact> {
    const range = { start: [tenant, container], end: [tenant, container, AFTER_ALL] };
    for (const { value } of this.#facts.entries(range)) yield value;
  }

  putFact(tenant: string, container: string, fact: Fact): void {
    this.apply({ change: 'fact', tenant, container, fact });
  }

  removeFact(tenant: string, container: string, id: string): void {
    this.apply({ change: 'fact-removed', tenant, container, factId: id });
  }

  sightings(tenant: string, container: string, device: string, owner: string): readonly number[] | undefined {
    return this.#sightings.get([tenant, container, device, owner]);
  }

  *allSightings(tenant: string, container: string): Generator<Sightings> {
    const range = { start: [tenant, container], end: [tenant, container, AFTER_ALL] };
    for (const { key, value: times } of this.#sightings.entries(range)) {
      const [, , device = '', owner = ''] = key;
      yield { device, owner, times };
    }
  }

  putSightings(tenant: string, container: string, sightings: Sightings): void {
    this.apply({ change: 'sightings', tenant, container, ...sightings });
  }

  removeSightings(tenant: string, container: string, { device, owner }: Sightings): void {
    this.apply({ change: 'sightings-removed', tenant, container, device, owner });
  }

  told(tenant: string, key: string): Told | undefined {
    return this.#told.get([tenant, key]);
  }

  putTold(tenant: string, told: Told): void {
    this.apply({ change: 'told', tenant, told });
  }

  /** Makes a change, also one that was read back from the changelog. */
  apply(change: ContainerChange): void {
    const { tenant } = change;
    switch (change.change) {
      case 'forward':
        this.#forwards.put([tenant, change.container], change.to);
        break;
      case 'fact':
        this.#facts.put([tenant, change.container, factId(change.fact)], change.fact);
        break;
      case 'fact-removed':
        this.#facts.remove([tenant, change.container, change.factId]);
        break;
      case 'sightings':
        this.#sightings.put([tenant, change.container, change.device, change.owner], change.times);
        break;
      case 'sightings-removed':
        this.#sightings.remove([tenant, change.container, change.device, change.owner]);
        break;
      case 'told':
        this.#told.put([tenant, change.told.key], change.told);
        break;
    }
    this.#changes.push(change);
  }

  /** Changes since the last call; those of a transaction that failed are to be taken and forgotten. */
  takeChanges(): ContainerChange[] {
    const taken = this.#changes;
    this.#changes = [];
    return taken;
  }
}
