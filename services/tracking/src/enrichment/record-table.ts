import { RecentMap } from '../domain/recent-map.js';

/** Records by key, at most so many; the one that was asked for or written longest ago makes room. */
export class RecordTable<Record> {
  readonly #records = new RecentMap<string, Record>();

  constructor(
    private readonly maxRecords: number,
    private readonly removed: (key: string, record: Record) => void = () => {},
  ) {}

  get(key: string): Record | undefined {
    return this.#records.get(key);
  }

  set(key: string, record: Record): void {
    this.delete(key);
    this.#records.set(key, record);
    if (this.#records.size <= this.maxRecords) return;
    const oldest = this.#records.takeOldest();
    if (oldest) this.removed(...oldest);
  }

  delete(key: string): void {
    const record = this.#records.peek(key);
    if (record === undefined) return;
    this.#records.delete(key);
    this.removed(key, record);
  }
}
