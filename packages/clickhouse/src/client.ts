import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';

export interface ClickHouseOptions {
  /** HTTP address, `http://127.0.0.1:4622`. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Default database of unqualified names; it must exist. */
  readonly database?: string;
  /** Longest wait for an answer. Default 60 s. */
  readonly timeoutMs?: number;
  /** Connections at once. Default 10. */
  readonly maxConnections?: number;
}

/**
 * The stock client, made safe: it never logs (its messages quote rows), inserts answer only when the rows are stored
 * (`async_insert` off), and a request ends after a bounded time.
 */
export function createClickHouse(options: ClickHouseOptions): ClickHouseClient {
  return createClient({
    url: options.url,
    username: options.user,
    password: options.password,
    ...(options.database !== undefined && { database: options.database }),
    application: 'stellwerk',
    request_timeout: options.timeoutMs ?? 60_000,
    max_open_connections: options.maxConnections ?? 10,
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { async_insert: 0 },
  });
}

/** Health: `null` when the server answers a query of our own user, else why not. */
export async function clickHouseHealth(client: ClickHouseClient, timeoutMs = 1_500): Promise<string | null> {
  const answer = await client.ping({ select: true, abort_signal: AbortSignal.timeout(timeoutMs) });
  if (answer.success) return null;
  return 'code' in answer.error && typeof answer.error.code === 'string'
    ? `ClickHouse does not answer (${answer.error.code})`
    : 'ClickHouse does not answer';
}
