/** Names of everything that can be imported. */
export const importKindNames = [
  'persons',
  'orders',
  'refunds',
  'offline-sales',
  'call-centre-sales',
  'partner-conversions',
  'products',
  'prices',
  'campaigns',
  'ad-cost',
  'outcomes',
  'calendar',
] as const;
export type ImportKindName = (typeof importKindNames)[number];
