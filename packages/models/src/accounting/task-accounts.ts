import type { Usage } from '../ports.js';

/** Sum over the calls of a task. Money is summed by currency: price tables may differ. */
export interface TaskUsage {
  readonly calls: number;
  readonly cacheHits: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costMicros: Readonly<Record<string, number>>;
}

const NOTHING: TaskUsage = { calls: 0, cacheHits: 0, inputTokens: 0, outputTokens: 0, costMicros: {} };

/** Tokens and money by task. Memory is bounded: the task that was not heard of for longest is forgotten. */
export class TaskAccounts {
  readonly #tasks = new Map<string, TaskUsage>();

  constructor(private readonly maxTasks = 10_000) {}

  book(tenant: string, task: string, usage: Usage): void {
    const key = keyOf(tenant, task);
    const sum = this.#tasks.get(key) ?? NOTHING;
    const { costMicros, currency } = usage;
    const money =
      costMicros === undefined || currency === undefined
        ? sum.costMicros
        : { ...sum.costMicros, [currency]: (sum.costMicros[currency] ?? 0) + costMicros };
    this.#tasks.delete(key);
    this.#tasks.set(key, {
      calls: sum.calls + 1,
      cacheHits: sum.cacheHits + (usage.cacheHit ? 1 : 0),
      inputTokens: sum.inputTokens + usage.inputTokens,
      outputTokens: sum.outputTokens + usage.outputTokens,
      costMicros: money,
    });
    if (this.#tasks.size <= this.maxTasks) return;
    const [oldest] = this.#tasks.keys();
    if (oldest !== undefined) this.#tasks.delete(oldest);
  }

  of(tenant: string, task: string): TaskUsage {
    return this.#tasks.get(keyOf(tenant, task)) ?? NOTHING;
  }

  /** Forgets a task that is over. */
  close(tenant: string, task: string): void {
    this.#tasks.delete(keyOf(tenant, task));
  }
}

const keyOf = (tenant: string, task: string): string => `${tenant}/${task}`;
