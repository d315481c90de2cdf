import { setTimeout as sleep } from 'node:timers/promises';

/** What only takes a moment, such as hearing of a document or reaching a table. */
export async function eventually<Value>(attempt: () => Promise<Value | null>, limitMs = 90_000): Promise<Value> {
  for (const deadline = Date.now() + limitMs; ; ) {
    const value = await attempt().catch((error: unknown) => {
      if (Date.now() > deadline) throw error;
      return null;
    });
    if (value !== null) return value;
    if (Date.now() > deadline) throw new Error('nothing came in time');
    await sleep(500);
  }
}
