import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseClient, createClickHouse } from '@stellwerk/clickhouse';
import { type Stack, type StackOptions, startStack } from '@stellwerk/local';

/** A ClickHouse server of its own for one test file. */
export interface TestClickHouse {
  readonly stack: Stack;
  readonly client: ClickHouseClient;
  /** Rows of a query as objects; 64-bit integers as numbers. */
  query<Row>(sql: string, parameters?: Record<string, unknown>): Promise<Row[]>;
  /** First column of the first row. */
  scalar<Value = number>(sql: string, parameters?: Record<string, unknown>): Promise<Value>;
  stop(): Promise<void>;
}

export async function startClickHouse(options: Partial<StackOptions> = {}): Promise<TestClickHouse> {
  const stateDir = await mkdtemp(join(tmpdir(), 'stellwerk-clickhouse-'));
  const stack = await startStack({ stateDir, freePorts: true, only: ['clickhouse'], ...options });
  const client = createClickHouse(stack.clickhouse);
  const query = async <Row>(sql: string, parameters: Record<string, unknown> = {}): Promise<Row[]> => {
    const result = await client.query({
      query: sql,
      query_params: parameters,
      format: 'JSONEachRow',
      clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
    });
    return result.json<Row>();
  };
  return {
    stack,
    client,
    query,
    scalar: async <Value>(sql: string, parameters?: Record<string, unknown>) => {
      const [row] = await query<Record<string, Value>>(sql, parameters);
      return Object.values(row ?? {})[0] as Value;
    },
    stop: async () => {
      await client.close();
      await stack.stop();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}
