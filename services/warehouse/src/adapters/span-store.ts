import type { ClickHouseClient } from '@stellwerk/clickhouse';
import type { StoreSpans } from '../otlp/span-writer.js';
import { spanColumns } from '../otlp/spans.js';

/** Writes span rows into `ops.otel_traces`. An export that is repeated after a lost answer can leave spans twice. */
export const createSpanStore =
  (client: ClickHouseClient): StoreSpans =>
  async (rows) => {
    const [first, ...rest] = spanColumns;
    await client.insert({
      table: 'ops.otel_traces',
      columns: [first, ...rest],
      values: [...rows],
      format: 'JSONCompactEachRow',
      clickhouse_settings: { input_format_json_throw_on_bad_escape_sequence: 0 },
    });
  };
