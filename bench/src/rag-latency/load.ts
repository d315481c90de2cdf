import { quantile } from '../statistics.js';

export interface Latencies {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly n: number;
}

/** One after the other; milliseconds of each. */
export async function timed<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const item of items) {
    const started = performance.now();
    await work(item);
    times.push(performance.now() - started);
  }
  return times;
}

export const latencies = (times: readonly number[]): Latencies => ({
  p50: quantile(times, 0.5),
  p95: quantile(times, 0.95),
  p99: quantile(times, 0.99),
  n: times.length,
});

/** So many clients without pauses between their requests, for so long; requests per second. */
export async function throughput<Item>(
  items: readonly Item[],
  { clients, seconds }: { readonly clients: number; readonly seconds: number },
  work: (item: Item) => Promise<unknown>,
): Promise<{ readonly value: number; readonly n: number }> {
  const started = performance.now();
  const end = started + seconds * 1_000;
  let next = 0;
  let n = 0;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < end) {
        await work(items[next++ % items.length] as Item);
        n++;
      }
    }),
  );
  return { value: n / ((performance.now() - started) / 1_000), n };
}
