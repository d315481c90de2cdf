CREATE TABLE IF NOT EXISTS curated.rejected
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: tracking.rejected.v1',
    rejected_id UUID COMMENT 'id to show, fix and replay it with. Source: tracking.rejected.v1',
    rejected_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when the door refused it. Source: tracking.rejected.v1',
    source LowCardinality(String) COMMENT 'source document whose write key was used. Source: tracking.rejected.v1',
    code LowCardinality(String) COMMENT 'row of the error catalogue. Source: tracking.rejected.v1',
    field String COMMENT 'JSON path of the offending field, empty where none. Source: tracking.rejected.v1',
    detail String COMMENT 'why, without values. Source: tracking.rejected.v1',
    scope LowCardinality(String) COMMENT 'request or event. Source: tracking.rejected.v1',
    protocol LowCardinality(String) COMMENT 'wire protocol. Source: tracking.rejected.v1',
    route LowCardinality(String) COMMENT 'HTTP route. Source: tracking.rejected.v1',
    content_type LowCardinality(String) COMMENT 'Content-Type as sent, empty where none. Source: tracking.rejected.v1',
    content_encoding LowCardinality(String) COMMENT 'Content-Encoding as sent, empty where none. Source: tracking.rejected.v1',
    bytes UInt64 COMMENT 'bytes of the original. Source: tracking.rejected.v1',
    has_original Bool COMMENT 'true where the topic holds the sealed original; it never comes here. Source: tracking.rejected.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message: where the sealed original is. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message: where the sealed original is. Source: sink',
    PROJECTION sink_offsets
    (
        SELECT toYYYYMM(rejected_at), _topic, _partition, count(), max(_offset)
        GROUP BY toYYYYMM(rejected_at), _topic, _partition
    )
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(rejected_at)
ORDER BY (tenant, toDate(rejected_at), code, rejected_id)
TTL toDateTime(rejected_at) + INTERVAL 90 DAY
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild', ttl_only_drop_parts = 1
COMMENT 'What the door refused and why, without content';

CREATE TABLE IF NOT EXISTS curated.counts
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: tracking.counted.v1',
    source LowCardinality(String) COMMENT 'source document whose write key was used. Source: tracking.counted.v1',
    hour DateTime('UTC') COMMENT 'UTC: start of the hour of receipt. Source: tracking.counted.v1',
    reason LowCardinality(String) COMMENT 'consent (no purpose for storage) or duplicate. Source: tracking.counted.v1',
    events UInt64 COMMENT 'number of events that were not kept. Source: tracking.counted.v1',
    count_id UUID COMMENT 'id of this count. Source: tracking.counted.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, source, hour, reason, count_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'All that remains of events that were not kept: anonymous numbers to be summed';
