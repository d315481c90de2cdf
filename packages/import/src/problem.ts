import { type ErrorDetails, StellwerkError } from '@stellwerk/contracts';
import { errors, type ImportErrorName } from './errors.js';

/** What is wrong with one row. It holds no value of the row but `value`, which is meant for who sent the file. */
export interface Problem {
  /** Record of the file; the header is 1, as spreadsheets count. */
  readonly row: number;
  /** Line at which the record begins, as editors count. */
  readonly line: number;
  readonly column?: string;
  readonly field?: string;
  readonly code: string;
  readonly problem: string;
  readonly fix: string;
  /** What the cell says, cut and without what names a person. */
  readonly value?: string;
}

/** Where a problem is. */
export interface ProblemPlace {
  readonly row: number;
  readonly line: number;
  readonly column?: string | undefined;
  readonly field?: string | undefined;
  readonly value?: string | undefined;
}

/** A problem from its row in the catalogue. */
export function problemOf(name: ImportErrorName, details: ErrorDetails, place: ProblemPlace): Problem {
  const { code, message, fix } = new StellwerkError(errors[name], details);
  const { row, line, column, field, value } = place;
  return {
    row,
    line,
    ...(column !== undefined && { column }),
    ...(field !== undefined && { field }),
    code,
    problem: message,
    fix,
    ...(value !== undefined && { value }),
  };
}

/** A cell that cannot be used, by the name of its row in the catalogue. */
export class CellProblem extends Error {
  constructor(
    readonly reason: ImportErrorName,
    readonly details: ErrorDetails = {},
  ) {
    super(reason);
  }
}

const SHOWN_CHARACTERS = 64;

/** A cell as reports may show it: of a person's own data only its length. */
export function shownValue(value: unknown, isPersonal: boolean): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  if (isPersonal || text.includes('@')) return `(${text.length} characters)`;
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
