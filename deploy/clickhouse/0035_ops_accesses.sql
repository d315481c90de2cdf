CREATE TABLE IF NOT EXISTS ops.accesses
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: access.recorded.v1',
    access_id UUID COMMENT 'id of this access. Source: access.recorded.v1',
    accessed_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: just before it was shown. Source: access.recorded.v1',
    accessed_by String COMMENT 'name of the token. Source: access.recorded.v1',
    action LowCardinality(String) COMMENT 'rejection-opened, rejection-replayed, identifier-opened or identifier-destroyed. Source: access.recorded.v1',
    subject String COMMENT 'id of the rejection, or the identity key. Source: access.recorded.v1',
    purpose LowCardinality(String) COMMENT 'purpose it was opened for, empty where none. Source: access.recorded.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, accessed_at, access_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Who was shown what is kept under seal, and for what';
