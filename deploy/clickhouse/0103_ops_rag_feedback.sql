CREATE TABLE IF NOT EXISTS ops.rag_feedback
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: rag.feedback.v1',
    feedback_id UUID COMMENT 'of answer and caller. Source: rag.feedback.v1',
    answer_id UUID COMMENT 'the answer, see ops.rag_answers. Source: rag.feedback.v1',
    given_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: rag.feedback.v1',
    caller LowCardinality(String) COMMENT 'token that judged. Source: rag.feedback.v1',
    verdict LowCardinality(String) COMMENT 'helpful or not-helpful. Source: rag.feedback.v1',
    reasons Array(LowCardinality(String)) COMMENT 'what was wrong. Source: rag.feedback.v1',
    sentence Nullable(UInt16) COMMENT 'sentence of the answer that is meant, from 0; null = the whole. Source: rag.feedback.v1',
    expected_document String COMMENT 'document that would have answered, empty where none was named. Source: rag.feedback.v1',
    expected_version String COMMENT 'its version, empty where none was named. Source: rag.feedback.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, toDate(given_at), answer_id, feedback_id)
TTL toDateTime(given_at) + INTERVAL 400 DAY
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'What readers said of answers of the knowledge base; holds no text'
