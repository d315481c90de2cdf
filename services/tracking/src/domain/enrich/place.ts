/** Where an address lies, as far as a database says. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 3166-2. */
  readonly region?: string;
  readonly city?: string;
}

/** Finds where an address lies; `undefined` for private, unknown and malformed addresses. */
export type Locate = (address: string) => Place | undefined;
