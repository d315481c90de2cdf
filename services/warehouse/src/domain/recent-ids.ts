/**
 * Remembers the latest event ids of one Kafka partition. A producer that was cut off between its publish and its own
 * bookkeeping publishes the same events again, with the same ids, key and so partition, a short way further on. Which of
 * two equal ids counts follows from the log alone: the first.
 *
 * Two generations: when the young one is full it becomes the old one and the old one is forgotten, so the memory spans
 * between `capacity` and twice as many ids.
 */
export class RecentIds {
  #young = new Set<string>();
  #old = new Set<string>();

  constructor(private readonly capacity: number) {}

  has(id: string): boolean {
    return this.#young.has(id) || this.#old.has(id);
  }

  add(id: string): void {
    if (this.#young.size >= this.capacity) {
      this.#old = this.#young;
      this.#young = new Set();
    }
    this.#young.add(id);
  }
}
