import {
  markovConversions,
  markovRemovalEffects,
  markovSettings,
  markovValues,
  ruleFigures,
  shapleyRates,
  valueRemovalEffects,
} from '@stellwerk/attribution/published';

/** What is known of a channel; what is not published is absent. */
export interface ChannelFigures {
  readonly conversions?: number;
  readonly value?: number;
  readonly removalEffect?: number;
  readonly removalEffectValue?: number;
}

/** One run of `stellwerk attribution` with the figures that it must have. */
export interface KnownRun {
  /** Options of the command. */
  readonly options: readonly string[];
  readonly channels: Readonly<Record<string, ChannelFigures>>;
}

type Table = Readonly<Record<string, readonly number[]>>;

/** Every setting of which figures for `path_data.csv` are published: exact Markov chains, rules, and both Shapley games. */
export const publishedRuns: readonly KnownRun[] = [
  ...markovSettings.map(({ order, nulls }, column) => ({
    options: ['--model', 'markov', '--order', String(order), ...(nulls ? [] : ['--no-nulls'])],
    channels: byChannel(markovConversions, (channel) => ({
      conversions: cell(markovConversions, channel, column),
      value: cell(markovValues, channel, column),
      removalEffect: cell(markovRemovalEffects, channel, column),
      ...(order === 1 && nulls && { removalEffectValue: valueRemovalEffects[channel] as number }),
    })),
  })),
  ...['first', 'last', 'linear', 'shapley'].map((model, index) => ({
    options: ['--model', model],
    channels: byChannel(ruleFigures, (channel) => ({
      conversions: cell(ruleFigures, channel, 2 * index),
      value: cell(ruleFigures, channel, 2 * index + 1),
    })),
  })),
  {
    options: ['--model', 'shapley-rate'],
    channels: byChannel(shapleyRates, (channel) => ({ conversions: shapleyRates[channel] as number })),
  },
];

function byChannel(
  table: Readonly<Record<string, unknown>>,
  figuresOf: (channel: string) => ChannelFigures,
): Record<string, ChannelFigures> {
  return Object.fromEntries(Object.keys(table).map((channel) => [channel, figuresOf(channel)]));
}

function cell(table: Table, channel: string, column: number): number {
  const found = table[channel]?.[column];
  if (found === undefined) throw new Error(`no published figure for ${channel}, column ${column}`);
  return found;
}
