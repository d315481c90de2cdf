/** Lets tasks of one name run one after the other; those of different names run side by side. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  async take<Value>(name: string, task: () => Promise<Value>): Promise<Value> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const turn = before.then(task, task);
    this.#last.set(name, turn);
    try {
      return await turn;
    } finally {
      if (this.#last.get(name) === turn) this.#last.delete(name);
    }
  }
}
