CREATE TABLE IF NOT EXISTS ops.rag_answers
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: rag.answered.v1',
    answer_id UUID COMMENT 'one answer. Source: rag.answered.v1',
    answered_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: rag.answered.v1',
    caller LowCardinality(String) COMMENT 'token that asked. Source: rag.answered.v1',
    door LowCardinality(String) COMMENT 'answer, chat or mcp: where the question came in. Source: rag.answered.v1',
    question_digest String COMMENT 'keyed digest of the question, the same for the same question. Source: rag.answered.v1',
    question_characters UInt32 COMMENT 'length of the question in UTF-16 units. Source: rag.answered.v1',
    language LowCardinality(String) COMMENT 'language of the answer: de or en. Source: rag.answered.v1',
    abstained Bool COMMENT 'nothing was answered. Source: rag.answered.v1',
    reason LowCardinality(String) COMMENT 'why nothing was answered, empty where something was. Source: rag.answered.v1',
    confidence Float64 COMMENT 'calibrated probability that the sources answer the question, 0–1. Source: rag.answered.v1',
    source_documents Array(String) COMMENT 'documents that the answer cites. Source: rag.answered.v1',
    source_versions Array(String) COMMENT 'their versions, in the order of source_documents. Source: rag.answered.v1',
    source_ranges Array(Array(Tuple(UInt32, UInt32))) COMMENT 'cited slices [start, end) in UTF-16 units, in the order of source_documents. Source: rag.answered.v1',
    hits UInt16 COMMENT 'passages that the answer could draw on. Source: rag.answered.v1',
    best_score Nullable(Float64) COMMENT 'score of the best hit; null = nothing was found. Source: rag.answered.v1',
    supported UInt16 COMMENT 'sentences that their citations support. Source: rag.answered.v1',
    contradicted UInt16 COMMENT 'sentences that their citations contradict. Source: rag.answered.v1',
    not_found UInt16 COMMENT 'sentences without support. Source: rag.answered.v1',
    model LowCardinality(String) COMMENT 'model that wrote the answer. Source: rag.answered.v1',
    prompt LowCardinality(String) COMMENT 'name and version of the prompt. Source: rag.answered.v1',
    generation LowCardinality(String) COMMENT 'embedding generation that was searched. Source: rag.answered.v1',
    cache LowCardinality(String) COMMENT 'none, exact or semantic. Source: rag.answered.v1',
    input_tokens UInt64 COMMENT 'tokens of the requests to models. Source: rag.answered.v1',
    output_tokens UInt64 COMMENT 'tokens of the answers of models. Source: rag.answered.v1',
    cost Nullable(Decimal(38, 12)) COMMENT 'money in currency; null = no price table names the model. Source: rag.answered.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of cost, empty where it is null. Source: rag.answered.v1',
    flags Array(LowCardinality(String)) COMMENT 'rules of the guard that found something. Source: rag.answered.v1',
    duration_ms UInt32 COMMENT 'milliseconds from question to answer. Source: rag.answered.v1',
    retrieval_ms Nullable(UInt32) COMMENT 'milliseconds of the search; null where there was none. Source: rag.answered.v1',
    first_sentence_ms Nullable(UInt32) COMMENT 'milliseconds to the first sentence of a stream; null where not streamed. Source: rag.answered.v1',
    trace_id String COMMENT 'trace in ops.otel_traces, empty where none. Source: rag.answered.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, toDate(answered_at), answer_id)
TTL toDateTime(answered_at) + INTERVAL 400 DAY
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Answers of the knowledge base with sources, verdicts, model, tokens and cost; holds neither question nor answer'
