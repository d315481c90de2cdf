import { setTimeout as sleep } from 'node:timers/promises';
import { type ClickHouseClient, createClickHouse } from '@stellwerk/clickhouse';
import type { Stack } from '@stellwerk/local';
import { TENANT } from './line-stack.js';
import { madeAtMs } from './load/segment-calls.js';

const POLL_MS = 100;
const LONGEST_WAIT_MS = 600_000;

/** Watches what of a load becomes queryable, by asking as an analyst would. */
export interface Watch {
  /** Ends it; milliseconds from when each call was made until a query first answered with it. */
  end(): Promise<number[]>;
}

/** What of a load is queryable, read as an analyst would. */
export class Queryable {
  readonly #client: ClickHouseClient;

  constructor(stack: Stack) {
    this.#client = createClickHouse(stack.clickhouse);
  }

  /**
   * Resolves when so many different events are queryable, with the instant at which they were first found, milliseconds since
   * 1970. @throws after ten minutes
   */
  async until(events: number): Promise<number> {
    const deadline = performance.now() + LONGEST_WAIT_MS;
    for (;;) {
      // Counting rows costs nothing, so that asking for it disturbs nothing; whether they differ is asked once, at the end.
      const rows = await this.#number('SELECT count() FROM curated.events');
      const foundAtMs = Date.now();
      if (rows >= events) {
        const distinct = await this.#number(
          'SELECT uniqExact(event_id) FROM curated.events WHERE tenant = {tenant:String}',
        );
        if (distinct === events) return foundAtMs;
        if (distinct > events) throw new Error(`${distinct} events are queryable, ${events} were sent`);
      }
      if (performance.now() > deadline) throw new Error(`${rows} of ${events} events are queryable after ten minutes`);
      await sleep(POLL_MS);
    }
  }

  /**
   * Begins to look, ten times a second, for calls of a run. An answer counts when it has been read: times include the wait for the
   * next look, and do not rest on what a table says about itself.
   */
  async watch(run: string): Promise<Watch> {
    const times: number[] = [];
    const next = await this.#ends();
    let isOver = false;
    const look = async () => {
      const found = await this.#rowsBehind(next);
      const nowMs = Date.now();
      for (const [partition, offset, id] of found) {
        next[partition] = Math.max(next[partition] ?? 0, Number(offset) + 1);
        if (id.includes(`-${run}-`)) times.push(nowMs - madeAtMs(id));
      }
    };
    const looking = (async () => {
      while (!isOver) {
        await look();
        await sleep(POLL_MS);
      }
      await look();
    })();
    looking.catch(() => {});
    return {
      end: async () => {
        isOver = true;
        await looking;
        return times;
      },
    };
  }

  close(): Promise<void> {
    return this.#client.close();
  }

  /** Offset behind the last queryable event, by partition. */
  async #ends(): Promise<number[]> {
    const result = await this.#client.query({
      query: 'SELECT _partition, max(_offset) + 1 FROM curated.events GROUP BY _partition',
      format: 'JSONCompactEachRow',
    });
    const next: number[] = [];
    for (const [partition, offset] of await result.json<[number, string]>()) next[partition] = Number(offset);
    return next;
  }

  /** Events behind the given offsets, by partition; the sink stores each partition in the order of its offsets. */
  async #rowsBehind(next: readonly number[]): Promise<[partition: number, offset: string, messageId: string][]> {
    const result = await this.#client.query({
      query: `
        SELECT _partition, _offset, message_id FROM curated.events
        PREWHERE _offset >= {next:Array(UInt64)}[_partition + 1] WHERE tenant = {tenant:String}`,
      query_params: { tenant: TENANT, next: Array.from(next, (offset) => offset ?? 0) },
      format: 'JSONCompactEachRow',
    });
    return result.json();
  }

  async #number(query: string): Promise<number> {
    const result = await this.#client.query({ query, query_params: { tenant: TENANT }, format: 'JSONCompactEachRow' });
    const [[value] = ['0']] = await result.json<[string]>();
    return Number(value);
  }
}
