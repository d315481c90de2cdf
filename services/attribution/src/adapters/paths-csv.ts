import { Journeys } from '../domain/journeys.js';
import { PathRowReader, readText } from './path-rows.js';

/** Sums of one spelling of a path. */
interface Sums {
  conversions: number;
  value: bigint;
  nulls: number;
}

/**
 * Reads a CSV of aggregated paths into journeys.
 * @throws StellwerkError ATT_FILE_UNREADABLE, ATT_COLUMN_MISSING, ATT_LINE_INVALID
 */
export async function readPathsCsv(file: string): Promise<Journeys> {
  const reader = new PathsCsvReader();
  for await (const text of readText(file)) reader.read(text);
  return reader.finish();
}

/** Takes text in pieces of any size. Spellings are added up first and split once, because large files repeat few paths. */
export class PathsCsvReader {
  readonly #sums = new Map<readonly string[], Sums>();
  readonly #rows = new PathRowReader(({ channels, conversions, value, nulls }) => {
    const sums = this.#sums.get(channels);
    if (!sums) {
      this.#sums.set(channels, { conversions, value, nulls });
      return;
    }
    sums.conversions += conversions;
    sums.value += value;
    sums.nulls += nulls;
  });

  read(chunk: string): void {
    this.#rows.read(chunk);
  }

  finish(): Journeys {
    this.#rows.finish();
    return Journeys.of(
      [...this.#sums].map(([channels, sums]) => ({ ...sums, touches: channels.map((channel) => ({ channel })) })),
    );
  }
}
