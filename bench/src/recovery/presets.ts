/** How the spend of a channel runs over the weeks. */
export type Flighting =
  /** Bursts of some weeks with pauses between. */
  | 'bursts'
  /** Always on, with ups and downs that last. */
  | 'steady'
  /** With the season of demand: more is spent when more would be sold anyway. */
  | 'seasonal'
  /** With the other channels of this kind. */
  | 'together';

export interface SimulatedChannel {
  readonly name: string;
  readonly kind: 'paid' | 'organic' | 'reach-frequency';
  readonly flighting: Flighting;
  /** Spend by the outcome without media. */
  readonly spendShare: number;
}

/** A kind of market whose channels are hard to tell from something. */
export interface Preset {
  readonly channels: readonly SimulatedChannel[];
  /** Standard deviation of the noise by the mean outcome without media. */
  readonly noise: number;
  /** Half the distance between the best and the worst season, by the same. */
  readonly season: number;
  /** Whether there are a price and promotions, and media run with promotions. */
  readonly hasPrice: boolean;
}

const paid = (name: string, flighting: Flighting, spendShare = 0.05): SimulatedChannel => ({
  name,
  kind: 'paid',
  flighting,
  spendShare,
});
const usual = { noise: 0.03, season: 0.08, hasPrice: false } as const;

export const presets = {
  'weak signal': {
    ...usual,
    noise: 0.08,
    channels: [paid('TV', 'bursts', 0.01), paid('Search', 'steady', 0.01), paid('Social', 'steady', 0.005)],
  },
  'collinear channels': {
    ...usual,
    channels: [paid('TV', 'together'), paid('Search', 'together'), paid('Social', 'together', 0.03)],
  },
  'seasonality confounding': {
    ...usual,
    season: 0.25,
    channels: [paid('TV', 'seasonal'), paid('Search', 'seasonal', 0.04), paid('Social', 'steady', 0.03)],
  },
  'price and promotion': {
    ...usual,
    hasPrice: true,
    channels: [paid('TV', 'bursts'), paid('Search', 'steady', 0.04), paid('Social', 'steady', 0.03)],
  },
  organic: {
    ...usual,
    channels: [
      paid('TV', 'bursts'),
      paid('Search', 'steady', 0.04),
      { name: 'Newsletter', kind: 'organic', flighting: 'bursts', spendShare: 0 },
    ],
  },
  'reach and frequency': {
    ...usual,
    channels: [
      { name: 'Video', kind: 'reach-frequency', flighting: 'bursts', spendShare: 0.05 },
      paid('Search', 'steady', 0.04),
      paid('Social', 'steady', 0.03),
    ],
  },
} as const satisfies Readonly<Record<string, Preset>>;

export type PresetName = keyof typeof presets;
export const presetNames = Object.keys(presets) as readonly PresetName[];
