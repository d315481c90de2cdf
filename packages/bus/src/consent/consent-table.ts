import { consentChanged, type PayloadOf, type Purpose, purposes } from '@stellwerk/contracts';
import { parseMessage } from '../message/parse-message.js';
import type { Bus } from '../port.js';
import type { ConsentCeiling } from './ceiling.js';

export type ConsentChange = PayloadOf<typeof consentChanged>;

/**
 * What persons allow now, by identity key, in memory and current within a second. Keys of whom nobody refused anything take no
 * room; a million others take about 150 MB.
 */
export interface ConsentTable {
  readonly ready: Promise<void>;
  /** `undefined` = nothing was ever refused for the key: the consent of each event alone decides. */
  ceiling(tenant: string, key: string): ConsentCeiling | undefined;
  /** Of some purposes those that may be served for somebody with all of these keys. */
  permitted(tenant: string, keys: readonly string[], wanted: readonly Purpose[]): readonly Purpose[];
  /**
   * May a purpose be served now for somebody with these keys? Give every key that is known of the person: a refusal under one
   * of them holds for all. The consent of the event itself is asked for beside.
   */
  mayServe(tenant: string, keys: readonly string[], purpose: Purpose): boolean;
  /** Called with each change, once it has been applied; returns the way to stop it. */
  onChange(listener: (change: ConsentChange) => void): () => void;
  stop(): Promise<void>;
}

/** Reads the changes and stays on them. */
export async function createConsentTable(bus: Pick<Bus, 'table'>): Promise<ConsentTable> {
  const ceilings = new Map<string, ConsentCeiling>();
  const listeners = new Set<(change: ConsentChange) => void>();
  const table = await bus.table({
    topic: consentChanged.type,
    apply: (message) => {
      if (message.value === null) {
        ceilings.delete(message.key);
        return;
      }
      const parsed = parseMessage(consentChanged, message);
      if (!parsed.ok) {
        // Somebody stated something that cannot be read: nothing is served for the key until it can.
        ceilings.set(message.key, NOTHING);
        return;
      }
      const change = parsed.payload;
      const ceiling = ceilingOf(change);
      const isOpen = ceiling.purposes.length === purposes.length && ceiling.locked.length === 0;
      if (isOpen) ceilings.delete(message.key);
      else ceilings.set(message.key, ceiling);
      for (const listener of listeners) listener(change);
    },
  });
  const ceiling = (tenant: string, key: string) => ceilings.get(`${tenant}/${key}`);
  const permitted = (tenant: string, keys: readonly string[], wanted: readonly Purpose[]) => {
    const bounds = keys.map((key) => ceiling(tenant, key)).filter((bound) => bound !== undefined);
    if (bounds.length === 0) return wanted;
    return wanted.filter((purpose) => bounds.every((bound) => bound.purposes.includes(purpose)));
  };
  return {
    ready: table.ready,
    ceiling,
    permitted,
    mayServe: (tenant, keys, purpose) => permitted(tenant, keys, [purpose]).length > 0,
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => table.stop(),
  };
}

const NOTHING: ConsentCeiling = Object.freeze({ purposes: [], locked: [], statedAtMs: 0 });

const ceilingOf = ({ purposes: allowed, locked, statedAt }: ConsentChange): ConsentCeiling => ({
  purposes: shared(allowed),
  locked: shared(locked),
  statedAtMs: Date.parse(statedAt),
});

/** Lists of purposes, each once in memory however many keys have it. */
const lists = new Map<string, readonly Purpose[]>();
function shared(list: readonly Purpose[]): readonly Purpose[] {
  const name = list.join();
  const known = lists.get(name);
  if (known) return known;
  lists.set(name, list);
  return list;
}
