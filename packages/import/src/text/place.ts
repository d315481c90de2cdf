/** How far a text has been read; enough to go on later, in another process. */
export interface Place {
  /** Records read so far, blank ones and the header among them. */
  readonly row: number;
  /** Line breaks read so far. */
  readonly line: number;
  /** The record before was too long and is passed over until its line ends. */
  readonly skipping: boolean;
}

export const BEGINNING: Place = { row: 0, line: 0, skipping: false };

/** Longest record that is read, characters. What is longer is reported, and reading goes on at the next line. */
export const MAX_RECORD_CHARACTERS = 262_144;
