-- The ledger of the sink: it is filled last, so a message that stands here stands in every curated table it feeds.
-- Partitioned by the day the warehouse took the message, one instant per batch: a batch is one part, there or not there.
CREATE TABLE IF NOT EXISTS raw.messages
(
    topic LowCardinality(String) COMMENT 'Kafka topic = event type. Source: broker',
    partition UInt16 COMMENT 'Kafka partition. Source: broker',
    offset UInt64 COMMENT 'Kafka offset. Source: broker',
    key String COMMENT 'Kafka key: tenant and the entity whose order matters, never raw personal data. Source: broker',
    event_id String COMMENT 'id of the event, deterministic; empty where a message has none. Source: header ce_id',
    tenant LowCardinality(String) COMMENT 'tenant. Source: header stellwerk_tenant',
    trace_id String COMMENT '32 hex digits of the W3C trace, empty where none. Source: header traceparent',
    headers Map(LowCardinality(String), String) COMMENT 'all headers: CloudEvents attributes and trace context. Source: broker',
    value String COMMENT 'JSON text; sealed fields are taken out; empty = tombstone. Source: broker' CODEC(ZSTD(3)),
    appended_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when the broker appended the message. Source: broker',
    received_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when the warehouse took the batch. Source: warehouse clock',
    stored_at DateTime64(3, 'UTC') DEFAULT now64(3) COMMENT 'UTC, milliseconds: when the row became queryable. Source: server clock',
    INDEX event_id_index event_id TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX trace_id_index trace_id TYPE bloom_filter(0.001) GRANULARITY 1,
    PROJECTION sink_offsets (SELECT topic, partition, count(), max(offset) GROUP BY topic, partition)
)
ENGINE = MergeTree
PARTITION BY toDate(received_at)
ORDER BY (topic, partition, offset)
TTL toDateTime(received_at) + INTERVAL 30 DAY
SETTINGS non_replicated_deduplication_window = 1000, ttl_only_drop_parts = 1
COMMENT 'Every message of every topic as received, in Kafka order';
