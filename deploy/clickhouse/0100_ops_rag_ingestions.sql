CREATE TABLE IF NOT EXISTS ops.rag_ingestions
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: rag.ingested.v1',
    ingestion_id UUID COMMENT 'one document of one run. Source: rag.ingested.v1',
    run_id Nullable(UUID) COMMENT 'run of several documents; null = it came alone. Source: rag.ingested.v1',
    ingested_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: rag.ingested.v1',
    source LowCardinality(String) COMMENT 'knowledge-source that the document belongs to. Source: rag.ingested.v1',
    document_id String COMMENT 'name of the document. Source: rag.ingested.v1',
    version String COMMENT 'first 32 hex digits of the SHA-256 of its text, empty where it could not be read. Source: rag.ingested.v1',
    supersedes String COMMENT 'version that was served before, empty where none. Source: rag.ingested.v1',
    outcome LowCardinality(String) COMMENT 'indexed, unchanged, rejected, failed or deleted. Source: rag.ingested.v1',
    error_code LowCardinality(String) COMMENT 'why it was rejected or failed, else empty. Source: rag.ingested.v1',
    media_type LowCardinality(String) COMMENT 'format it came in, empty where unknown. Source: rag.ingested.v1',
    language LowCardinality(String) COMMENT 'primary language of the text, empty where unknown. Source: rag.ingested.v1',
    bytes UInt64 COMMENT 'bytes as handed in. Source: rag.ingested.v1',
    characters UInt64 COMMENT 'UTF-16 units of the normalised text. Source: rag.ingested.v1',
    chunks UInt32 COMMENT 'chunks of the version. Source: rag.ingested.v1',
    points_expected UInt32 COMMENT 'points by the ledger. Source: rag.ingested.v1',
    points_present UInt32 COMMENT 'points counted in the engine afterwards. Source: rag.ingested.v1',
    points_written UInt32 COMMENT 'points written; 0 = nothing had changed. Source: rag.ingested.v1',
    embeddings_computed UInt32 COMMENT 'texts that a model embedded; 0 = nothing had changed. Source: rag.ingested.v1',
    redactions UInt32 COMMENT 'places where personal data was masked. Source: rag.ingested.v1',
    suspicious UInt32 COMMENT 'chunks with what looks like instructions to a model. Source: rag.ingested.v1',
    generation LowCardinality(String) COMMENT 'embedding generation. Source: rag.ingested.v1',
    duration_ms UInt32 COMMENT 'milliseconds. Source: rag.ingested.v1',
    trace_id String COMMENT 'trace in ops.otel_traces, empty where none. Source: rag.ingested.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, toDate(ingested_at), source, document_id, ingestion_id)
TTL toDateTime(ingested_at) + INTERVAL 400 DAY
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Documents of the knowledge base as they were indexed, refused or deleted; holds no text'
