CREATE TABLE IF NOT EXISTS ops.guard_decisions
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: guard.decided.v1',
    decision_id UUID COMMENT 'one decision. Source: guard.decided.v1',
    decided_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: guard.decided.v1',
    subject LowCardinality(String) COMMENT 'text or call. Source: guard.decided.v1',
    verdict LowCardinality(String) COMMENT 'of a text: allow, flag, repair, block; of a call: allow, ask, deny. Source: guard.decided.v1',
    use_case LowCardinality(String) COMMENT 'what the text was checked for, empty where none. Source: guard.decided.v1',
    provenance LowCardinality(String) COMMENT 'where the text came from, empty for calls. Source: guard.decided.v1',
    tier LowCardinality(String) COMMENT 'which checks looked at the text, empty for calls. Source: guard.decided.v1',
    characters UInt32 COMMENT 'length of the text in UTF-16 units, 0 for calls. Source: guard.decided.v1',
    finding_rules Array(LowCardinality(String)) COMMENT 'rules that found something. Source: guard.decided.v1',
    finding_categories Array(LowCardinality(String)) COMMENT 'categories of the findings, in the order of finding_rules. Source: guard.decided.v1',
    finding_scores Array(Float64) COMMENT 'probability that the finding is true, 0–1, in the order of finding_rules. Source: guard.decided.v1',
    finding_layers Array(LowCardinality(String)) COMMENT 'how the text had to be read, in the order of finding_rules. Source: guard.decided.v1',
    reason_codes Array(LowCardinality(String)) COMMENT 'why a call was stopped or has to wait. Source: guard.decided.v1',
    tool LowCardinality(String) COMMENT 'tool that was called, empty for texts. Source: guard.decided.v1',
    agent LowCardinality(String) COMMENT 'agent that called, empty where none. Source: guard.decided.v1',
    model LowCardinality(String) COMMENT 'model that decided to call, empty where none. Source: guard.decided.v1',
    task_id String COMMENT 'task of the call, empty where none. Source: guard.decided.v1',
    task_kind LowCardinality(String) COMMENT 'kind of the task, empty where none. Source: guard.decided.v1',
    call_digest Nullable(UUID) COMMENT 'digest of the call, the same for its repetitions; null for texts. Source: guard.decided.v1',
    policy LowCardinality(String) COMMENT 'policy and version that decided, empty where none. Source: guard.decided.v1',
    duration_us UInt32 COMMENT 'microseconds: how long deciding took. Source: guard.decided.v1',
    trace_id String COMMENT 'trace in ops.otel_traces, empty where not sampled. Source: guard.decided.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, toDate(decided_at), decision_id)
TTL toDateTime(decided_at) + INTERVAL 400 DAY
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Decisions of the guard about texts and calls of tools; holds neither texts nor values of arguments';
