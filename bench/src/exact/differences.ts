import type { ChannelFigures, KnownRun } from './published-runs.js';

/** The part of an answer of `stellwerk attribution --json` that is compared. */
export interface Answer {
  readonly channels: readonly ({ readonly channel: string } & ChannelFigures)[];
}

/** Largest differences between what is known and what was found, over any number of runs. */
export class Differences {
  /** Conversions, absolute. */
  conversions = 0;
  /** Value, relative. */
  value = 0;
  /** Removal effects on conversions and value, absolute. */
  removalEffects = 0;
  /** Figures compared. */
  compared = 0;

  /** @throws where channels are missing or too many */
  add({ options, channels }: KnownRun, answer: Answer): void {
    const found = new Map(answer.channels.map((channel) => [channel.channel, channel]));
    const names = Object.keys(channels);
    if (found.size !== names.length || names.some((name) => !found.has(name))) {
      throw new Error(`${options.join(' ')} has the channels ${[...found.keys()]} instead of ${names}`);
    }
    for (const name of names) this.#addChannel(channels[name] as ChannelFigures, found.get(name) as ChannelFigures);
  }

  #addChannel(known: ChannelFigures, found: ChannelFigures): void {
    const distance = (name: keyof ChannelFigures): number => {
      const [expected, actual] = [known[name], found[name]];
      if (expected === undefined) return 0;
      if (actual === undefined) throw new Error(`${name} is missing`);
      this.compared += 1;
      return Math.abs(actual - expected);
    };
    this.conversions = Math.max(this.conversions, distance('conversions'));
    const scale = Math.abs(known.value ?? 0) || 1;
    this.value = Math.max(this.value, distance('value') / scale);
    const effects = Math.max(distance('removalEffect'), distance('removalEffectValue'));
    this.removalEffects = Math.max(this.removalEffects, effects);
  }
}
