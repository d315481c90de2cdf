import type { ImportMapping } from '@stellwerk/contracts';
import type { CsvDialect } from './csv.js';

const DELIMITERS = [',', ';', '\t', '|'] as const;
const DEFAULT_QUOTE = '"';
/** First line by which Excel is told the delimiter. */
const SEPARATOR_LINE = /^sep=(.)\r?\n?$/i;

/** The delimiter that a first line names for spreadsheets, `sep=;`. */
export const namedDelimiter = (line: string): string | undefined => SEPARATOR_LINE.exec(line)?.[1];

/** Delimiter and quote: those of the mapping, else the delimiter that the header has most often outside quotes. */
export function dialectOf({ csv }: ImportMapping, header: string): CsvDialect {
  const quote = csv?.quote ?? DEFAULT_QUOTE;
  if (csv?.delimiter !== undefined) return { delimiter: csv.delimiter, quote };
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let isQuoted = false;
  for (const character of header) {
    if (character === quote) isQuoted = !isQuoted;
    else if (!isQuoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  const [best] = DELIMITERS.toSorted((left, right) => (counts.get(right) ?? 0) - (counts.get(left) ?? 0));
  return { delimiter: best ?? ',', quote };
}
