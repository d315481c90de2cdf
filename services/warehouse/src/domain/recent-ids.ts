/**
 * Remembers where in one Kafka partition the latest event ids stood first. A producer that was cut off between its publish
 * and its own bookkeeping publishes the same events again, with the same ids, key and so partition, a short way further on.
 * Which of two equal ids counts follows from the log alone: the first.
 *
 * Two generations: when the young one is full it becomes the old one and the old one is forgotten, so the memory spans
 * between `capacity` and twice as many ids.
 */
export class RecentIds {
  #young = new Map<string, number>();
  #old = new Map<string, number>();

  constructor(readonly capacity: number) {}

  /** Offset at which the id stood first, as far as is remembered; notes the given one where the id is new. */
  firstOffset(id: string, offset: number): number {
    const known = this.#young.get(id) ?? this.#old.get(id);
    if (known !== undefined) return known;
    if (this.#young.size >= this.capacity) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(id, offset);
    return offset;
  }
}
