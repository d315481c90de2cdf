import type { Place } from '../text/place.js';
import type { TextRecord } from '../text/record.js';
import { lineKey, readLines } from './lines.js';
import type { RowPlan } from './plan.js';
import type { ReadRow } from './read-row.js';

/** Rows that are handled together. */
export interface Batch {
  readonly rows: readonly ReadRow[];
  /** Index in the text after the batch. */
  readonly end: number;
  readonly next: Place;
}

const BATCH_ROWS = 500;
const BATCH_CHARACTERS = 131_072;
const MAX_LINES = 500;

/**
 * Groups records into batches. Where a batch ends follows from the text since the batch before alone, so a file has the
 * same batches in whatever pieces it arrives. Of text that is not final, records after the last full batch are left.
 */
export function* batchesOf(plan: RowPlan, records: Iterable<TextRecord>, isFinal: boolean): Generator<Batch> {
  const isLines = plan.mapping.lines === true;
  let rows: ReadRow[] = [];
  /** Lines of a sale that may go on. */
  let open: TextRecord[] = [];
  let openKey: string | undefined;
  let batchStart = 0;
  let end = 0;
  let next: Place | undefined;

  const close = () => {
    if (open.length > 0) rows.push(readLines(plan, open));
    open = [];
  };
  const isFull = () => rows.length >= BATCH_ROWS || end - batchStart >= BATCH_CHARACTERS;
  function* flush(): Generator<Batch> {
    if (!next || end === batchStart) return;
    yield { rows, end, next };
    rows = [];
    batchStart = end;
  }

  for (const record of records) {
    const isBlank = record.content === undefined && record.defect === undefined;
    const key = isLines && !isBlank ? lineKey(plan, record) : undefined;
    const goesOn = open.length > 0 && (isBlank || (key !== undefined && key === openKey && open.length < MAX_LINES));
    if (open.length > 0 && (!goesOn || end - batchStart >= 2 * BATCH_CHARACTERS)) {
      close();
      if (isFull()) yield* flush();
    }
    if (!isBlank) {
      open.push(record);
      openKey = key;
    }
    end = record.end;
    next = record.next;
    if (isLines && key !== undefined) continue;
    if (isBlank && open.length > 0) continue;
    close();
    if (isFull()) yield* flush();
  }
  if (!isFinal) return;
  close();
  yield* flush();
}
