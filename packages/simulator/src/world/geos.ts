/** A region of the shop: ISO 3166-2 code of the German state without its country, and its share of the people. */
export interface Geo {
  readonly code: string;
  readonly share: number;
}

/** Ten states; shares are rounded from their populations. */
export const geos: readonly Geo[] = [
  { code: 'NW', share: 0.23 },
  { code: 'BY', share: 0.17 },
  { code: 'BW', share: 0.14 },
  { code: 'NI', share: 0.11 },
  { code: 'HE', share: 0.08 },
  { code: 'RP', share: 0.06 },
  { code: 'SN', share: 0.06 },
  { code: 'BE', share: 0.05 },
  { code: 'SH', share: 0.05 },
  { code: 'BB', share: 0.05 },
];
