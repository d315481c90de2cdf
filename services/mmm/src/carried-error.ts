import { type CatalogueEntry, type ErrorDetails, StellwerkError } from '@stellwerk/contracts';
import { DataError } from './domain/data/data-error.js';

/** An expected error in parts: it loses its class on its way between threads and processes. */
export interface CarriedError {
  readonly entry: CatalogueEntry;
  readonly details: ErrorDetails;
  readonly field?: string;
  /** Of a {@link DataError}: all that was found, itself included. */
  readonly problems?: readonly CarriedError[];
}

export const carried = (error: StellwerkError): CarriedError => ({
  entry: error.entry,
  details: error.details,
  ...(error.field !== undefined && { field: error.field }),
  ...(error instanceof DataError && { problems: error.problems.map(carried) }),
});

export function restored({ entry, details, field, problems }: CarriedError): StellwerkError {
  const error = new StellwerkError(entry, details, field === undefined ? {} : { field });
  return problems === undefined ? error : new DataError(error, problems.map(restored));
}
