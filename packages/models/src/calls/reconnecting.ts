import type { Fetch } from './http.js';
import { RetryBudget, type RetryBudgetPolicy } from './retry-budget.js';

/** What the connection's end is called, depending on whether it was seen while writing, while reading or in between. */
const LOST = new Set(['EPIPE', 'ECONNRESET', 'UND_ERR_SOCKET']);

/**
 * Sends a request once more where its connection was lost before any of the answer came. Servers close connections that
 * are idle, and a caller that was busy meanwhile notices only when it writes. For requests that do no harm when they
 * arrive twice, such as embeddings; routed calls retry by themselves.
 * @param now In milliseconds
 */
export function reconnecting(fetch: Fetch, policy: RetryBudgetPolicy, now: () => number): Fetch {
  const budget = new RetryBudget(policy);
  return async (url, init) => {
    budget.called(now());
    try {
      return await fetch(url, init);
    } catch (error) {
      if (init.signal?.aborted || !isLostConnection(error) || !budget.tryTake(now())) throw error;
      return fetch(url, init);
    }
  };
}

/** `fetch` rejects only until the head of the answer is there; what breaks off later is an error of its body. */
function isLostConnection(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? {}) as { code?: unknown };
  return typeof code === 'string' && LOST.has(code);
}
