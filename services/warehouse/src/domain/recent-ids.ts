/**
 * Remembers where in one Kafka partition the latest event ids stood first. A producer that was cut off between its publish
 * and its own bookkeeping publishes the same events again, with the same ids, key and so partition, a short way further on.
 * Which of two equal ids counts follows from the log alone: the first that could be stored. One that became a dead letter is not
 * noted, for its original comes again under the same id once its cause is mended.
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

  /** Forgets what stood first at an offset or behind it. */
  forgetFrom(offset: number): void {
    for (const ids of [this.#young, this.#old]) {
      for (const [id, first] of ids) if (first >= offset) ids.delete(id);
    }
  }
}
