/** What is remembered of a row that was imported. Nothing of it can be read back: keys and contents are keyed hashes. */
export interface LedgerEntry {
  /** 32 hex: tenant, source, kind and natural key. */
  readonly key: string;
  /** 16 hex: what the row said. */
  readonly content: string;
  /** How often it has changed. */
  readonly generation: number;
  /** 16 hex: the run that brought it. */
  readonly run: string;
  /** Its row in the file of that run. */
  readonly row: number;
}

const KEY_BYTES = 16;
const CONTENT_BYTES = 8;
const RUN_BYTES = 8;
const VALUE_BYTES = CONTENT_BYTES + 4 + RUN_BYTES + 4;
const ENTRY_BYTES = KEY_BYTES + VALUE_BYTES;

export const ledgerKeyBytes = (key: string): Buffer => Buffer.from(key, 'hex');

/** An entry without its key, in 24 bytes. */
export function valueBytes({ content, generation, run, row }: LedgerEntry): Buffer {
  const bytes = Buffer.alloc(VALUE_BYTES);
  bytes.write(content, 0, 'hex');
  bytes.writeUInt32BE(generation, CONTENT_BYTES);
  bytes.write(run, CONTENT_BYTES + 4, 'hex');
  bytes.writeUInt32BE(row, CONTENT_BYTES + 4 + RUN_BYTES);
  return bytes;
}

export function entryOf(key: string, bytes: Buffer): LedgerEntry {
  return {
    key,
    content: bytes.toString('hex', 0, CONTENT_BYTES),
    generation: bytes.readUInt32BE(CONTENT_BYTES),
    run: bytes.toString('hex', CONTENT_BYTES + 4, CONTENT_BYTES + 4 + RUN_BYTES),
    row: bytes.readUInt32BE(CONTENT_BYTES + 4 + RUN_BYTES),
  };
}

/** Entries as they travel, base64. */
export const packEntries = (entries: readonly LedgerEntry[]): string =>
  Buffer.concat(entries.flatMap((entry) => [ledgerKeyBytes(entry.key), valueBytes(entry)])).toString('base64');

export function unpackEntries(packed: string): LedgerEntry[] {
  const bytes = Buffer.from(packed, 'base64');
  const entries: LedgerEntry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
    const key = bytes.toString('hex', at, at + KEY_BYTES);
    entries.push(entryOf(key, bytes.subarray(at + KEY_BYTES, at + ENTRY_BYTES)));
  }
  return entries;
}
