import { type PathRow as AggregatedRow, readPathRows as readRows } from '@stellwerk/attribution';

/** One row of a table of aggregated paths. */
export interface PathRow extends AggregatedRow {
  /** What the row says, in one spelling: equal rows have equal content. */
  readonly content: string;
  /** Number of equal rows before this one. */
  readonly occurrence: number;
}

/** Reads a CSV of paths row by row, as attribution reads it. @throws ATT_FILE_UNREADABLE, ATT_COLUMN_MISSING, ATT_LINE_INVALID */
export async function* readPathRows(file: string): AsyncGenerator<PathRow> {
  const seen = new Map<string, number>();
  for await (const row of readRows(file)) {
    const content = JSON.stringify([row.channels, row.conversions, String(row.value), row.nulls]);
    const occurrence = seen.get(content) ?? 0;
    seen.set(content, occurrence + 1);
    yield { ...row, content, occurrence };
  }
}
