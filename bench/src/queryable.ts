import { setTimeout as sleep } from 'node:timers/promises';
import { type ClickHouseClient, createClickHouse } from '@stellwerk/clickhouse';
import type { Stack } from '@stellwerk/local';
import { TENANT } from './line-stack.js';
import { madeAtMs } from './load/segment-calls.js';

const POLL_MS = 100;
const LONGEST_WAIT_MS = 600_000;

/** What of a load is queryable, read as an analyst would. */
export class Queryable {
  readonly #client: ClickHouseClient;

  constructor(stack: Stack) {
    this.#client = createClickHouse(stack.clickhouse);
  }

  /** Resolves when so many different events are queryable. @throws after ten minutes */
  async until(events: number): Promise<void> {
    const deadline = performance.now() + LONGEST_WAIT_MS;
    for (let found = -1; found < events; ) {
      if (performance.now() > deadline) throw new Error(`${found} of ${events} events are queryable after ten minutes`);
      [found] = await this.#numbers('SELECT uniqExact(event_id) FROM curated.events WHERE tenant = {tenant:String}');
      if (found < events) await sleep(POLL_MS);
    }
  }

  /**
   * Milliseconds from the making of each call of a run to the insert that completed it: the ledger row, which is written after
   * the curated ones.
   */
  async latencies(run: string): Promise<number[]> {
    const result = await this.#client.query({
      query: `
        SELECT e.message_id AS id, toUnixTimestamp64Milli(min(m.stored_at)) AS stored
        FROM curated.events AS e
        INNER JOIN (SELECT event_id, stored_at FROM raw.messages WHERE topic = 'tracking.event.v1') AS m
            ON m.event_id = toString(e.event_id)
        WHERE e.tenant = {tenant:String} AND e.message_id LIKE {pattern:String}
        GROUP BY id`,
      query_params: { tenant: TENANT, pattern: `%-${run}-%` },
      format: 'JSONCompactEachRow',
    });
    return (await result.json<[string, string]>()).map(([id, stored]) => Number(stored) - madeAtMs(id));
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  async #numbers(query: string): Promise<[number]> {
    const result = await this.#client.query({ query, query_params: { tenant: TENANT }, format: 'JSONCompactEachRow' });
    const [[value] = ['0']] = await result.json<[string]>();
    return [Number(value)];
  }
}
