import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { StellwerkError } from '@stellwerk/contracts';
import { clickHouseErrors } from '../errors.js';
import { attempt } from '../failure.js';

export interface KillOptions {
  /** Longest wait for the killed inserts to end. Default 30 s. */
  readonly timeoutMs?: number;
  readonly pauseMs?: number;
}

/** Query ids read `sink/<table>/<topic>/<partition>/…`; names hold no slash. */
const OF_PARTITION =
  `startsWith(query_id, 'sink/') AND splitByChar('/', query_id)[3] = {topic:String}` +
  ` AND splitByChar('/', query_id)[4] = {partition:String}`;

/**
 * Ends inserts of a Kafka partition that an earlier owner left running, and returns when none is left: the death of a
 * client does not end its INSERT. To be called on every assignment, before the ledger is read.
 * @throws CLK_UNAVAILABLE when some outlive the time-out
 */
export async function killStaleInserts(
  client: ClickHouseClient,
  topic: string,
  partition: number,
  { timeoutMs = 30_000, pauseMs = 50 }: KillOptions = {},
): Promise<void> {
  const operation = `end old inserts of ${topic}/${partition}`;
  const deadline = performance.now() + timeoutMs;
  const query_params = { topic, partition: String(partition) };
  for (;;) {
    const running = await attempt(operation, async () => {
      const result = await client.query({
        query: `SELECT count() AS running FROM system.processes WHERE ${OF_PARTITION}`,
        query_params,
        format: 'JSONEachRow',
      });
      const [row] = await result.json<{ running: string }>();
      return Number(row?.running ?? 0);
    });
    if (running === 0) return;
    if (performance.now() > deadline) {
      throw new StellwerkError(clickHouseErrors.UNAVAILABLE, { operation, reason: `${running} are still running` });
    }
    await attempt(operation, () => client.command({ query: `KILL QUERY WHERE ${OF_PARTITION} ASYNC`, query_params }));
    await sleep(pauseMs);
  }
}
