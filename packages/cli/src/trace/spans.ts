import type { ClickHouseClient } from '@stellwerk/clickhouse';

/** A span as it stands in `ops.otel_traces`; one that only links to the trace has `isLinked`. */
export interface TraceSpan {
  readonly spanId: string;
  /** Span that it hangs under: its parent, or the span that it links to. */
  readonly parentSpanId: string;
  readonly service: string;
  readonly name: string;
  readonly kind: string;
  readonly startUnixNs: string;
  readonly durationNs: string;
  readonly status: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isLinked: boolean;
}

const COLUMNS = `
  SpanId AS spanId, ServiceName AS service, SpanName AS name, SpanKind AS kind,
  toString(toUnixTimestamp64Nano(Timestamp)) AS startUnixNs, toString(Duration) AS durationNs,
  StatusCode AS status, SpanAttributes AS attributes`;

/** Spans of a trace, and the batch spans of other traces that link to it; oldest first. */
export async function findSpans(client: ClickHouseClient, traceId: string): Promise<TraceSpan[]> {
  const result = await client.query({
    query: `
      SELECT * FROM
      (
      SELECT ${COLUMNS}, ParentSpanId AS parentSpanId, false AS isLinked
      FROM ops.otel_traces WHERE TraceId = {traceId:String}
      UNION ALL
      SELECT ${COLUMNS}, \`Links.SpanId\`[indexOf(\`Links.TraceId\`, {traceId:String})] AS parentSpanId, true AS isLinked
      FROM ops.otel_traces WHERE has(\`Links.TraceId\`, {traceId:String}) AND TraceId != {traceId:String}
      )
      ORDER BY startUnixNs LIMIT 500`,
    query_params: { traceId },
    format: 'JSONEachRow',
  });
  return result.json<TraceSpan>();
}
