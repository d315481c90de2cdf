/** `null` = healthy, else why not, in words for an operator. */
export type HealthCheck = () => Promise<string | null> | string | null;

export interface HealthReport {
  readonly status: 'ok' | 'unavailable';
  /** Per check: `null` or the reason. */
  readonly checks: Readonly<Record<string, string | null>>;
  /** What somebody should look at, though the service does its work; absent = nothing. */
  readonly warnings?: Readonly<Record<string, string>>;
  /** What parts of the service tell about themselves, healthy or not. */
  readonly figures?: Readonly<Record<string, unknown>>;
}

/** What a service needs to work. Ready means: every check passes now. */
export class HealthRegistry {
  readonly #checks = new Map<string, HealthCheck>();
  readonly #warnings = new Map<string, () => string | null>();
  readonly #figures = new Map<string, () => unknown>();

  constructor(private readonly timeoutMs = 2_000) {}

  /** @throws if the name is taken. */
  register(name: string, check: HealthCheck): void {
    if (this.#checks.has(name)) throw new Error(`health check "${name}" exists`);
    this.#checks.set(name, check);
  }

  /** Adds a warning to the reports for as long as there is one; it never makes the service unavailable. */
  warn(name: string, warning: () => string | null): void {
    this.#warnings.set(name, warning);
  }

  /** Adds figures to every report; they decide nothing. */
  describe(name: string, figures: () => unknown): void {
    this.#figures.set(name, figures);
  }

  /** Runs every check; one that throws or hangs counts as failed. */
  async report(): Promise<HealthReport> {
    const entries = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, await this.#run(check)] as const),
    );
    const healthy = entries.every(([, reason]) => reason === null);
    const warnings = [...this.#warnings].flatMap(([name, tell]) => {
      const warning = tell();
      return warning === null ? [] : [[name, warning] as const];
    });
    const figures = Object.fromEntries([...this.#figures].map(([name, tell]) => [name, tell()]));
    return {
      status: healthy ? 'ok' : 'unavailable',
      checks: Object.fromEntries(entries),
      ...(warnings.length > 0 && { warnings: Object.fromEntries(warnings) }),
      ...(this.#figures.size > 0 && { figures }),
    };
  }

  async #run(check: HealthCheck): Promise<string | null> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(`no answer within ${this.timeoutMs} ms`), this.timeoutMs);
    });
    try {
      return await Promise.race([Promise.resolve().then(check), timeout]);
    } catch (error) {
      return error instanceof Error ? error.name : 'failed';
    } finally {
      clearTimeout(timer);
    }
  }
}
