/** Measures the time that the engine itself says it needed, in the answers that pass by. */
export class EngineTime {
  readonly #original = globalThis.fetch;
  #seconds = 0;

  /** @param url Base URL of the engine; requests to others are left alone */
  constructor(url: string) {
    const original = this.#original;
    globalThis.fetch = async (input, init) => {
      const response = await original(input, init);
      if (!String(input).startsWith(url)) return response;
      const text = await response.text();
      this.#seconds += Number(/"time":([\d.e-]+)\}$/.exec(text.slice(-60))?.[1] ?? 0);
      return new Response(text, { status: response.status, headers: response.headers });
    };
  }

  /** Milliseconds since the last call. Only sums that do not overlap make sense. */
  take(): number {
    const ms = this.#seconds * 1_000;
    this.#seconds = 0;
    return ms;
  }

  restore(): void {
    globalThis.fetch = this.#original;
  }
}
