import { createHash } from 'node:crypto';
import { fromScaled } from './decimal.js';

/** One contact with the company; `hoursBefore` the end of its journey where times are known. */
export interface Touch {
  readonly channel: string;
  readonly hoursBefore?: number;
}

/** Journeys that went the same way, added up. */
export interface PathCount {
  readonly touches: readonly Touch[];
  /** Journeys that ended in a conversion. */
  readonly conversions: number;
  /** Their value, multiples of 10⁻¹². */
  readonly value: bigint;
  /** Journeys that ended without. */
  readonly nulls: number;
}

/** What a source says of its journeys beside their paths. */
export interface JourneyOrigin {
  /** Journeys that are still open. Default 0. */
  readonly censored?: number;
  /** Whether touches carry their time. Default false. */
  readonly isTimed?: boolean;
}

/** Credit of conversions that no touch precedes. */
export const UNATTRIBUTED = '(unattributed)';

/**
 * Journeys aggregated by path, in one canonical order: whatever order, repetition or aggregation the input had, equal journeys
 * give an equal table, bit for bit.
 */
export class Journeys {
  readonly paths: readonly PathCount[];
  /** Journeys whose window was still open at the cut-off: neither conversions nor nulls. */
  readonly censored: number;
  /** Whether the source knows when touches took place; also true of one that holds no touch at all. */
  readonly isTimed: boolean;

  private constructor(paths: readonly PathCount[], { censored = 0, isTimed = false }: JourneyOrigin) {
    this.paths = paths;
    this.censored = censored;
    this.isTimed = isTimed;
  }

  /** Adds up rows; a row may hold any number of journeys. */
  static of(rows: Iterable<PathCount>, origin: JourneyOrigin = {}): Journeys {
    const sums = new Map<string, { touches: readonly Touch[]; conversions: number; value: bigint; nulls: number }>();
    for (const row of rows) {
      if (row.conversions + row.nulls === 0) continue;
      const key = keyOf(row.touches);
      const sum = sums.get(key);
      if (sum) {
        sum.conversions += row.conversions;
        sum.value += row.value;
        sum.nulls += row.nulls;
      } else sums.set(key, { ...row });
    }
    const keys = [...sums.keys()].sort();
    return new Journeys(
      keys.map((key) => sums.get(key) as PathCount),
      origin,
    );
  }

  /** The same journeys with changed touches. */
  map(change: (touches: readonly Touch[]) => readonly Touch[]): Journeys {
    return Journeys.of(
      this.paths.map((path) => ({ ...path, touches: change(path.touches) })),
      this,
    );
  }

  /** Names of the channels, sorted. */
  channels(): string[] {
    return [...new Set(this.paths.flatMap(({ touches }) => touches.map(({ channel }) => channel)))].sort();
  }

  totals(): { journeys: number; conversions: number; value: number; nulls: number } {
    const sum = { conversions: 0, nulls: 0, value: 0n };
    for (const { conversions, nulls, value } of this.paths) {
      sum.conversions += conversions;
      sum.nulls += nulls;
      sum.value += value;
    }
    return {
      journeys: sum.conversions + sum.nulls,
      conversions: sum.conversions,
      value: fromScaled(sum.value),
      nulls: sum.nulls,
    };
  }

  /** SHA-256 over the canonical table: equal journeys, equal hash. */
  hash(): string {
    const hash = createHash('sha256');
    for (const { touches, conversions, value, nulls } of this.paths) {
      hash.update(`${keyOf(touches)}\t${conversions}\t${value}\t${nulls}\n`);
    }
    return hash.digest('hex');
  }
}

/** Touches as text: different touches, different text. */
function keyOf(touches: readonly Touch[]): string {
  return touches
    .map(({ channel, hoursBefore }) => {
      const name = SEPARATORS.test(channel) ? escapeSeparators(channel) : channel;
      return hoursBefore === undefined ? name : `${name}\u001e${hoursBefore}`;
    })
    .join('\u001f');
}

/** Between channel and hours, between touches, and the escape of both where a name holds them. */
const SEPARATORS = /\p{Cc}/u;

const escapeSeparators = (channel: string) =>
  channel.replaceAll('\u001d', '\u001d0').replaceAll('\u001e', '\u001d1').replaceAll('\u001f', '\u001d2');
