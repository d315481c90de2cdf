/** Records by key, at most so many; the one that was asked for or written longest ago makes room. */
export class RecordTable<Record> {
  readonly #records = new Map<string, Record>();

  constructor(
    private readonly maxRecords: number,
    private readonly removed: (key: string, record: Record) => void = () => {},
  ) {}

  get(key: string): Record | undefined {
    const record = this.#records.get(key);
    if (record === undefined) return undefined;
    // A map keeps the order of insertion: moving a record to the end makes the first one the oldest.
    this.#records.delete(key);
    this.#records.set(key, record);
    return record;
  }

  set(key: string, record: Record): void {
    this.delete(key);
    this.#records.set(key, record);
    if (this.#records.size <= this.maxRecords) return;
    const [oldest] = this.#records.keys();
    this.delete(oldest as string);
  }

  delete(key: string): void {
    const record = this.#records.get(key);
    if (record === undefined) return;
    this.#records.delete(key);
    this.removed(key, record);
  }
}
