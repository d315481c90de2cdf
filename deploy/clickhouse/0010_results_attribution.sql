CREATE TABLE IF NOT EXISTS results.attribution
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: attribution.computed.v1',
    run_id UUID COMMENT 'one run = one row per channel. Source: attribution.computed.v1',
    computed_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: end of the run. Source: attribution.computed.v1',
    model LowCardinality(String) COMMENT 'first, last, last-non-direct, linear, position, time-decay, step-decay, custom, markov, shapley or shapley-rate. Source: attribution.computed.v1',
    order UInt8 COMMENT 'order of the Markov model, 0 for other models. Source: attribution.computed.v1',
    nulls Bool COMMENT 'whether journeys without conversion took part. Source: attribution.computed.v1',
    transform Array(String) COMMENT 'transforms of the paths in the order applied. Source: attribution.computed.v1',
    by LowCardinality(String) COMMENT 'what a touch was named by: channel, source or campaign. Source: attribution.computed.v1',
    seed UInt64 COMMENT 'seed of everything random in the run. Source: attribution.computed.v1',
    data_hash String COMMENT 'hash of the paths that went in; equal hash and specification = equal figures. Source: attribution.computed.v1',
    period_from Nullable(DateTime64(3, 'UTC')) COMMENT 'UTC: conversions from here on; null = from the first. Source: attribution.computed.v1',
    period_to Nullable(DateTime64(3, 'UTC')) COMMENT 'UTC: conversions before; null = to the last. Source: attribution.computed.v1',
    look_back_days Float64 COMMENT 'days before a conversion in which touches count. Source: attribution.computed.v1',
    channel LowCardinality(String) COMMENT 'channel, source or campaign, see by. Source: attribution.computed.v1',
    conversions Float64 COMMENT 'attributed number of conversions: descriptive, not causal. Source: attribution.computed.v1',
    conversions_low Nullable(Float64) COMMENT 'lower end of the interval; null = none was computed. Source: attribution.computed.v1',
    conversions_high Nullable(Float64) COMMENT 'upper end of the interval; null = none was computed. Source: attribution.computed.v1',
    value Float64 COMMENT 'attributed money in currency: an estimate, so a floating number. Source: attribution.computed.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value, empty where unknown. Source: attribution.computed.v1',
    removal_effect Nullable(Float64) COMMENT 'share of conversions lost without the channel, 0–1; Markov only. Source: attribution.computed.v1',
    removal_effect_value Nullable(Float64) COMMENT 'share of value lost without the channel, 0–1; Markov only. Source: attribution.computed.v1',
    total_journeys UInt64 COMMENT 'journeys of the run. Source: attribution.computed.v1',
    total_conversions Float64 COMMENT 'conversions of the run. Source: attribution.computed.v1',
    total_value Float64 COMMENT 'money in currency of the run. Source: attribution.computed.v1',
    total_nulls Float64 COMMENT 'journeys without conversion of the run. Source: attribution.computed.v1',
    total_censored UInt64 COMMENT 'journeys still open at the cut-off, not counted as nulls. Source: attribution.computed.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, computed_at, run_id, channel)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Attribution runs: credit per channel, descriptive and never causal';
