/** So many a second, counted in windows of one second. */
export class Rate {
  #windowStartMs = Number.NEGATIVE_INFINITY;
  #taken = 0;

  constructor(private readonly perSecond: number) {}

  /** Whether there is room for one more at this time. */
  take(nowMs: number): boolean {
    if (nowMs - this.#windowStartMs >= 1_000) {
      this.#windowStartMs = nowMs;
      this.#taken = 0;
    }
    if (this.#taken >= this.perSecond) return false;
    this.#taken += 1;
    return true;
  }
}
