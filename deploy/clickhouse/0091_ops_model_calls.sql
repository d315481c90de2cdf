CREATE TABLE IF NOT EXISTS ops.model_calls
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: model.called.v1',
    call_id UUID COMMENT 'one call. Source: model.called.v1',
    called_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: model.called.v1',
    operation LowCardinality(String) COMMENT 'chat, embeddings, rerank or classify. Source: model.called.v1',
    use_case LowCardinality(String) COMMENT 'what it was called for. Source: model.called.v1',
    caller LowCardinality(String) COMMENT 'token that asked. Source: model.called.v1',
    user String COMMENT 'pseudonym of the person on whose behalf, empty where none. Source: model.called.v1',
    model LowCardinality(String) COMMENT 'as it was asked for. Source: model.called.v1',
    answered_by LowCardinality(String) COMMENT 'model that answered, empty where none was called. Source: model.called.v1',
    provider LowCardinality(String) COMMENT 'host of the endpoint, empty where none was called. Source: model.called.v1',
    prompt LowCardinality(String) COMMENT 'name and version of the prompt, empty where none. Source: model.called.v1',
    input_tokens UInt64 COMMENT 'tokens of the request. Source: model.called.v1',
    output_tokens UInt64 COMMENT 'tokens of the answer. Source: model.called.v1',
    cached_input_tokens UInt64 COMMENT 'tokens of the request that the endpoint had in its cache. Source: model.called.v1',
    cost Nullable(Decimal(38, 12)) COMMENT 'money in currency; null = no price table names the model. Source: model.called.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of cost, empty where it is null. Source: model.called.v1',
    cache_hit Bool COMMENT 'answered from our own cache. Source: model.called.v1',
    verdict LowCardinality(String) COMMENT 'strictest verdict over request and answer: allow, flag, repair, block. Source: model.called.v1',
    rules Array(LowCardinality(String)) COMMENT 'rules that found something. Source: model.called.v1',
    outcome LowCardinality(String) COMMENT 'answered, blocked, failed or cancelled. Source: model.called.v1',
    duration_ms UInt32 COMMENT 'milliseconds from request to the end of the answer. Source: model.called.v1',
    first_token_ms Nullable(UInt32) COMMENT 'milliseconds to the first token of a stream; null where not streamed. Source: model.called.v1',
    trace_id String COMMENT 'trace in ops.otel_traces, empty where none. Source: model.called.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, toDate(called_at), call_id)
TTL toDateTime(called_at) + INTERVAL 400 DAY
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Calls of models with tokens and cost; holds no text';
