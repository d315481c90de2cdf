import { type ImportKind, type ImportMapping, StellwerkError } from '@stellwerk/contracts';
import { errors } from './errors.js';
import { type Batch, batchesOf } from './rows/batches.js';
import { readHeader } from './rows/header.js';
import { type ImportDefaults, planRows, type RowPlan } from './rows/plan.js';
import { type CsvDialect, csvRecords } from './text/csv.js';
import { jsonlRecords } from './text/jsonl.js';
import { BEGINNING, type Place } from './text/place.js';

/** Forms of text that are read; Parquet is turned into the second. */
export type TextFormat = 'csv' | 'jsonl';

/** How far a file has been read, in a form that can be kept and gone on from. */
export interface ReadingState {
  /** Header of CSV; `null` before it was read, and always for JSONL. */
  readonly columns: readonly string[] | null;
  readonly dialect: CsvDialect | null;
  readonly place: Place;
  /** Rows read, blank ones and the header not among them. */
  readonly rows: number;
}

export const UNREAD: ReadingState = { columns: null, dialect: null, place: BEGINNING, rows: 0 };

/** A batch, and the state after it. */
export interface ReadBatch extends Batch {
  readonly state: ReadingState;
}

export interface FileReaderOptions {
  readonly kind: ImportKind;
  readonly mapping: ImportMapping;
  readonly format: TextFormat;
  readonly defaults: ImportDefaults;
}

/** Reads one file of rows from text that arrives in pieces. */
export class FileReader {
  #plan: RowPlan | undefined;

  constructor(
    private readonly options: FileReaderOptions,
    private state: ReadingState = UNREAD,
  ) {
    const { format } = options;
    if (format === 'jsonl' || state.columns) this.#plan = this.#planFor(state.columns);
  }

  /** How rows are read; `undefined` before the header was. */
  get plan(): RowPlan | undefined {
    return this.#plan;
  }

  /**
   * Batches of a text that begins where the last batch ended. What follows the last batch is to be given again, with more
   * behind it; `isFinal` = nothing comes after it.
   * @throws StellwerkError IMP_… where the file as a whole cannot be read
   */
  *read(text: string, isFinal: boolean): Generator<ReadBatch> {
    let { place, columns, dialect, rows } = this.state;
    let begin = 0;
    if (this.options.format === 'csv' && !columns) {
      const header = readHeader(text, this.options.mapping, isFinal);
      if (!header) {
        if (isFinal) throw new StellwerkError(errors.FILE_EMPTY);
        return;
      }
      ({ columns, dialect, place, end: begin } = header);
      this.#plan = this.#planFor(columns);
    }
    const plan = this.#plan as RowPlan;
    const body = begin === 0 ? text : text.slice(begin);
    const records = dialect ? csvRecords(body, dialect, place, isFinal) : jsonlRecords(body, place, isFinal);
    for (const batch of batchesOf(plan, records, isFinal)) {
      rows += batch.rows.length;
      this.state = { columns, dialect, place: batch.next, rows };
      yield { ...batch, end: begin + batch.end, state: this.state };
    }
    if (isFinal && rows === 0) throw new StellwerkError(columns ? errors.ROWS_MISSING : errors.FILE_EMPTY);
  }

  #planFor(columns: readonly string[] | null): RowPlan {
    const { kind, mapping, defaults } = this.options;
    return planRows(kind, mapping, columns, defaults);
  }
}
