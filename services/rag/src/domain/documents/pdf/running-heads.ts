import type { PdfRow } from './page-lines.js';

/** Lines at the top and at the bottom of a page that may be repeated. */
const EDGE_ROWS = 2;
const LEAST_PAGES = 3;
/** Share of the pages on which a running head stands. */
const SHARE = 0.6;

/** Pages without the heads, feet and page numbers that stand on most of them, and how many lines these were. */
export function withoutRunningHeads(pages: readonly (readonly PdfRow[])[]): {
  readonly pages: PdfRow[][];
  readonly removed: number;
} {
  const counts = new Map<string, number>();
  for (const rows of pages)
    for (const key of new Set(edgesOf(rows).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const least = Math.max(LEAST_PAGES, Math.ceil(SHARE * pages.length));
  let removed = 0;
  const kept = pages.map((rows) => {
    const edges = new Set(edgesOf(rows));
    return rows.filter((row) => {
      const isRepeated = edges.has(row) && (counts.get(keyOf(row)) ?? 0) >= least;
      if (isRepeated) removed++;
      return !isRepeated;
    });
  });
  return { pages: kept, removed };
}

function edgesOf(rows: readonly PdfRow[]): PdfRow[] {
  const byHeight = [...rows].sort((a, b) => (b.parts[0]?.y ?? 0) - (a.parts[0]?.y ?? 0));
  return [...byHeight.slice(0, EDGE_ROWS), ...byHeight.slice(-EDGE_ROWS)];
}

/** Text without its numbers, and about where it stands. */
function keyOf({ parts }: PdfRow): string {
  return `${Math.round((parts[0]?.y ?? 0) / 5)} ${parts.map(({ text }) => text.replace(/\d+/g, '#').trim()).join(' ')}`;
}
