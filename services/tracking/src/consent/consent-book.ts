import { type ConsentCeiling, type ConsentStatement, type ConsentTable, nextCeiling } from '@stellwerk/bus';
import type { Purpose } from '@stellwerk/contracts';

/**
 * What persons allow, as this door knows it: the table, and what it has just written and not read back yet. Two statements
 * about one person within the moment that the table needs would else not know of each other, and one withdrawal be lost.
 */
export class ConsentBook {
  readonly #written = new Map<string, { readonly changeId: string; readonly ceiling: ConsentCeiling }>();

  constructor(private readonly table: Pick<ConsentTable, 'ceiling' | 'onChange'>) {
    table.onChange(({ tenant, personKey, changeId }) => {
      const key = `${tenant}/${personKey}`;
      if (this.#written.get(key)?.changeId === changeId) this.#written.delete(key);
    });
  }

  /** What bounds the events of a key; `undefined` = nothing does. */
  ceiling(tenant: string, personKey: string): ConsentCeiling | undefined {
    return this.#written.get(`${tenant}/${personKey}`)?.ceiling ?? this.table.ceiling(tenant, personKey);
  }

  /** Of some purposes those that may be served for somebody with all of these keys; the list itself where all of them may. */
  permitted(tenant: string, keys: readonly string[], wanted: readonly Purpose[]): readonly Purpose[] {
    const bounds = keys.map((key) => this.ceiling(tenant, key)).filter((bound) => bound !== undefined);
    if (bounds.length === 0) return wanted;
    return wanted.filter((purpose) => bounds.every((bound) => bound.purposes.includes(purpose)));
  }

  /** What the person allows after a statement; the next statement about the key builds on it. */
  add(tenant: string, personKey: string, changeId: string, statement: ConsentStatement): ConsentCeiling {
    const ceiling = nextCeiling(this.ceiling(tenant, personKey), statement);
    this.#written.set(`${tenant}/${personKey}`, { changeId, ceiling });
    return ceiling;
  }

  /** A statement was not written after all. */
  forget(tenant: string, personKey: string, changeId: string): void {
    const key = `${tenant}/${personKey}`;
    if (this.#written.get(key)?.changeId === changeId) this.#written.delete(key);
  }
}
