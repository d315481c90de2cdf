/** Adds floating numbers with a running correction (Neumaier 1974): the error does not grow with the count. */
export class Sum {
  #sum = 0;
  #correction = 0;

  add(value: number): void {
    const sum = this.#sum + value;
    this.#correction += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - sum + value : value - sum + this.#sum;
    this.#sum = sum;
  }

  get value(): number {
    return this.#sum + this.#correction;
  }
}
