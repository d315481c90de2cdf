CREATE TABLE IF NOT EXISTS ops.dead_letters
(
    service LowCardinality(String) COMMENT 'service that gave the message up. Source: topic name',
    dead_id String COMMENT 'id of the dead letter, deterministic: equal for a message given up twice at the same place. Source: dead-letter header',
    dead_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when it gave up. Source: broker',
    code LowCardinality(String) COMMENT 'reason code. Source: dead-letter header',
    step LowCardinality(String) COMMENT 'step that failed. Source: dead-letter header',
    detail String COMMENT 'why, without values of the message. Source: dead-letter header',
    tenant LowCardinality(String) COMMENT 'tenant. Source: header stellwerk_tenant',
    event_id String COMMENT 'id of the event, empty where none. Source: header ce_id',
    trace_id String COMMENT '32 hex digits of the W3C trace, empty where none. Source: header traceparent',
    original_topic LowCardinality(String) COMMENT 'topic it was read from. Source: dead-letter header',
    original_partition UInt16 COMMENT 'partition it was read from. Source: dead-letter header',
    original_offset UInt64 COMMENT 'offset it was read from. Source: dead-letter header',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the dead letter: where its bytes are. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the dead letter. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the dead letter. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (service, toDate(dead_at), dead_id)
TTL toDateTime(dead_at) + INTERVAL 90 DAY
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Index of dead letters of every service, without content; show and replay with "stellwerk dead"';

CREATE TABLE IF NOT EXISTS ops.job_runs
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: job.ran.v1',
    run_id UUID COMMENT 'one run of a job. Source: job.ran.v1',
    job LowCardinality(String) COMMENT 'name of the job. Source: job.ran.v1',
    state LowCardinality(String) COMMENT 'started, progress, succeeded or failed. Source: job.ran.v1',
    progress Float64 COMMENT 'share done, 0–1. Source: job.ran.v1',
    started_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: start of the run. Source: job.ran.v1',
    reported_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: time of this state; the latest counts. Source: job.ran.v1',
    error_code LowCardinality(String) COMMENT 'row of the error catalogue, empty where none. Source: job.ran.v1',
    figures Map(String, Float64) COMMENT 'named figures of the run. Source: job.ran.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree(_offset)
ORDER BY (tenant, job, run_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Job runs with their latest state; query with FINAL';
