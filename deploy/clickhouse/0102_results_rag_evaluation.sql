CREATE TABLE IF NOT EXISTS results.rag_evaluation
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: rag.evaluated.v1',
    evaluation_id UUID COMMENT 'one evaluation. Source: rag.evaluated.v1',
    evaluated_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: rag.evaluated.v1',
    golden_set LowCardinality(String) COMMENT 'set of questions with what answers them. Source: rag.evaluated.v1',
    golden_set_version UInt32 COMMENT 'version of the set; 0 = a file. Source: rag.evaluated.v1',
    generation LowCardinality(String) COMMENT 'embedding generation. Source: rag.evaluated.v1',
    model LowCardinality(String) COMMENT 'model that answered, empty where retrieval alone was evaluated. Source: rag.evaluated.v1',
    prompt LowCardinality(String) COMMENT 'name and version of the prompt, empty where retrieval alone was evaluated. Source: rag.evaluated.v1',
    cases UInt32 COMMENT 'questions of the set. Source: rag.evaluated.v1',
    seed UInt64 COMMENT 'seed of the bootstrap. Source: rag.evaluated.v1',
    metric LowCardinality(String) COMMENT 'metric, by its RAGAS name where it is one of theirs. Source: rag.evaluated.v1',
    segment LowCardinality(String) COMMENT 'part of the questions, such as a language; all = every question. Source: rag.evaluated.v1',
    value Nullable(Float64) COMMENT 'mean over the questions with a value; null = none had one. Source: rag.evaluated.v1',
    value_low Nullable(Float64) COMMENT 'lower end of the 95 % interval of value: Wilson for shares, bootstrap for other means. Source: rag.evaluated.v1',
    value_high Nullable(Float64) COMMENT 'upper end of the 95 % interval of value. Source: rag.evaluated.v1',
    n UInt32 COMMENT 'questions with a value. Source: rag.evaluated.v1',
    not_a_number UInt32 COMMENT 'questions without a value. Source: rag.evaluated.v1',
    floor Nullable(Float64) COMMENT 'least value that passes; null = not gated. Source: rag.evaluated.v1',
    passed Nullable(Bool) COMMENT 'value reached floor; null = not gated. Source: rag.evaluated.v1',
    command String COMMENT 'repeats the evaluation. Source: rag.evaluated.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, golden_set, evaluated_at, evaluation_id, metric, segment)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Quality of retrieval and answers on golden sets: one row per metric and segment, with 95 % intervals'
