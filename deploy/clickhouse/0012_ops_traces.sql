-- Names, types and order of the OpenTelemetry Collector's ClickHouse exporter (traces, v0.161), so that its queries and
-- dashboards work unchanged and a Collector can write here in production with create_schema: false.
CREATE TABLE IF NOT EXISTS ops.otel_traces
(
    Timestamp DateTime64(9) COMMENT 'UTC, nanoseconds: start of the span. Source: OTLP' CODEC(Delta, ZSTD(1)),
    TraceId String COMMENT '32 hex digits. Source: OTLP' CODEC(ZSTD(1)),
    SpanId String COMMENT '16 hex digits. Source: OTLP' CODEC(ZSTD(1)),
    ParentSpanId String COMMENT '16 hex digits, empty for the root. Source: OTLP' CODEC(ZSTD(1)),
    TraceState String COMMENT 'W3C tracestate. Source: OTLP' CODEC(ZSTD(1)),
    SpanName LowCardinality(String) COMMENT 'name of the operation. Source: OTLP' CODEC(ZSTD(1)),
    SpanKind LowCardinality(String) COMMENT 'Internal, Server, Client, Producer, Consumer or Unspecified. Source: OTLP' CODEC(ZSTD(1)),
    ServiceName LowCardinality(String) COMMENT 'resource attribute service.name. Source: OTLP' CODEC(ZSTD(1)),
    ResourceAttributes Map(LowCardinality(String), String) COMMENT 'attributes of the process. Source: OTLP' CODEC(ZSTD(1)),
    ScopeName String COMMENT 'instrumentation scope. Source: OTLP' CODEC(ZSTD(1)),
    ScopeVersion String COMMENT 'version of the instrumentation scope. Source: OTLP' CODEC(ZSTD(1)),
    SpanAttributes Map(LowCardinality(String), String) COMMENT 'attributes of the span, never personal data. Source: OTLP' CODEC(ZSTD(1)),
    Duration UInt64 COMMENT 'nanoseconds. Source: OTLP, end minus start' CODEC(ZSTD(1)),
    StatusCode LowCardinality(String) COMMENT 'Unset, Ok or Error. Source: OTLP' CODEC(ZSTD(1)),
    StatusMessage String COMMENT 'class of the error. Source: OTLP' CODEC(ZSTD(1)),
    `Events.Timestamp` Array(DateTime64(9)) COMMENT 'UTC, nanoseconds: times of span events. Source: OTLP' CODEC(ZSTD(1)),
    `Events.Name` Array(LowCardinality(String)) COMMENT 'names of span events. Source: OTLP' CODEC(ZSTD(1)),
    `Events.Attributes` Array(Map(LowCardinality(String), String)) COMMENT 'attributes of span events. Source: OTLP' CODEC(ZSTD(1)),
    `Links.TraceId` Array(String) COMMENT 'traces that a batch span took part in. Source: OTLP' CODEC(ZSTD(1)),
    `Links.SpanId` Array(String) COMMENT 'spans of those traces. Source: OTLP' CODEC(ZSTD(1)),
    `Links.TraceState` Array(String) COMMENT 'tracestate of the links. Source: OTLP' CODEC(ZSTD(1)),
    `Links.Attributes` Array(Map(LowCardinality(String), String)) COMMENT 'attributes of the links. Source: OTLP' CODEC(ZSTD(1)),
    INDEX idx_trace_id TraceId TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX idx_res_attr_key mapKeys(ResourceAttributes) TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX idx_res_attr_value mapValues(ResourceAttributes) TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX idx_span_attr_key mapKeys(SpanAttributes) TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX idx_span_attr_value mapValues(SpanAttributes) TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX idx_duration Duration TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toDate(Timestamp)
ORDER BY (ServiceName, SpanName, toDateTime(Timestamp))
TTL toDate(Timestamp) + toIntervalDay(30)
SETTINGS index_granularity = 8192, ttl_only_drop_parts = 1
COMMENT 'Spans of every service';

CREATE TABLE IF NOT EXISTS ops.otel_traces_trace_id_ts
(
    TraceId String COMMENT '32 hex digits. Source: ops.otel_traces' CODEC(ZSTD(1)),
    Start DateTime COMMENT 'UTC: earliest start of a span. Source: ops.otel_traces' CODEC(Delta, ZSTD(1)),
    End DateTime COMMENT 'UTC: latest start of a span. Source: ops.otel_traces' CODEC(Delta, ZSTD(1)),
    INDEX idx_trace_id TraceId TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toDate(Start)
ORDER BY (TraceId, Start)
TTL toDate(Start) + toIntervalDay(30)
SETTINGS index_granularity = 8192, ttl_only_drop_parts = 1
COMMENT 'When a trace took place, to find its spans quickly';

CREATE MATERIALIZED VIEW IF NOT EXISTS ops.otel_traces_trace_id_ts_mv TO ops.otel_traces_trace_id_ts
(
    TraceId String COMMENT '32 hex digits. Source: ops.otel_traces',
    Start DateTime64(9) COMMENT 'UTC: earliest start of a span. Source: ops.otel_traces',
    End DateTime64(9) COMMENT 'UTC: latest start of a span. Source: ops.otel_traces'
)
AS SELECT TraceId, min(Timestamp) AS Start, max(Timestamp) AS End FROM ops.otel_traces WHERE TraceId != '' GROUP BY TraceId
COMMENT 'Fills ops.otel_traces_trace_id_ts';
