import type { ImportErrorName } from '../errors.js';
import type { Place } from './place.js';

/** One record as it stands in the text. */
export interface TextRecord {
  /** As spreadsheets count, the header is 1. */
  readonly row: number;
  readonly line: number;
  /** Cells of CSV, a JSON object, or nothing where the record is blank or cannot be read. */
  readonly content: readonly string[] | Readonly<Record<string, unknown>> | undefined;
  readonly defect?: ImportErrorName;
  /** Index after the record and its line break. */
  readonly end: number;
  /** Where reading goes on. */
  readonly next: Place;
}
