import type { TenantRows } from './tenant-rows.js';

/** Which currency the money of a tenant is in. */
export interface Currencies {
  /** The most frequent one; empty where nothing is money. */
  readonly usual: string;
  /** Other ones by day and geo: `19786/BY`. */
  readonly others: ReadonlyMap<string, string>;
}

/** @param geoOf the geo of the table that a geo of the rows belongs to */
export function currenciesOf({ spend, outcomes }: TenantRows, geoOf: (geo: string) => string): Currencies {
  const rows = [spend, outcomes].flat();
  const counts = new Map<string, number>();
  for (const { currencies } of rows)
    for (const code of currencies) if (code !== '') counts.set(code, (counts.get(code) ?? 0) + 1);
  const [usual = ''] = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0] ?? [];
  const others = new Map<string, string>();
  for (const { day, geo, currencies } of rows)
    for (const code of currencies) if (code !== '' && code !== usual) others.set(`${day}/${geoOf(geo)}`, code);
  return { usual, others };
}
