import { type CatalogueEntry, type ErrorDetails, StellwerkError } from '@stellwerk/contracts';

const LISTED = 20;

/** The first problem of the data, with those found after it. */
export class DataError extends StellwerkError {
  constructor(
    first: StellwerkError,
    /** At most twenty in all; in the order of the rows. */
    readonly problems: readonly StellwerkError[],
  ) {
    super(first.entry, first.details, first.field === undefined ? {} : { field: first.field });
    this.name = 'DataError';
  }
}

/** Problems of data, collected so that whoever sent them can correct all at once. */
export class DataProblems {
  readonly #problems: StellwerkError[] = [];

  add(entry: CatalogueEntry, details: ErrorDetails, field?: string): void {
    if (this.#problems.length >= LISTED) return;
    this.#problems.push(new StellwerkError(entry, details, field === undefined ? {} : { field }));
  }

  /** Whether as many problems as are listed have been found, so that reading on is of no use. */
  get isFull(): boolean {
    return this.#problems.length >= LISTED;
  }

  /** @throws DataError where there is a problem */
  refuse(): void {
    const [first] = this.#problems;
    if (first) throw new DataError(first, this.#problems);
  }
}
