CREATE TABLE IF NOT EXISTS results.mmm_runs
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: mmm.fitted.v1',
    run_id UUID COMMENT 'one fit that passed its checks. Source: mmm.fitted.v1',
    model LowCardinality(String) COMMENT 'name of the model; a tenant may have several. Source: mmm.fitted.v1',
    fitted_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: end of the fit. Source: mmm.fitted.v1',
    spec String COMMENT 'specification as JSON, with all defaults. Source: mmm.fitted.v1',
    data_hash String COMMENT 'hash of the data that went in; equal hash, specification and seed = equal figures. Source: mmm.fitted.v1',
    seed UInt64 COMMENT 'seed of everything random in the fit. Source: mmm.fitted.v1',
    stellwerk_version LowCardinality(String) COMMENT 'version of Stellwerk. Source: mmm.fitted.v1',
    model_version LowCardinality(String) COMMENT 'version of the model code. Source: mmm.fitted.v1',
    command String COMMENT 'gives the same bytes again. Source: mmm.fitted.v1',
    grain LowCardinality(String) COMMENT 'day or week. Source: mmm.fitted.v1',
    period_from Date COMMENT 'first day of the data. Source: mmm.fitted.v1',
    period_to Date COMMENT 'last day of the data. Source: mmm.fitted.v1',
    periods UInt32 COMMENT 'number of periods. Source: mmm.fitted.v1',
    geos UInt32 COMMENT 'number of geos. Source: mmm.fitted.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of all money, empty where unknown. Source: mmm.fitted.v1',
    outcome LowCardinality(String) COMMENT 'what was modelled. Source: mmm.fitted.v1',
    outcome_unit LowCardinality(String) COMMENT 'unit of the outcome. Source: mmm.fitted.v1',
    outcome_total Float64 COMMENT 'sum of the outcome in its unit. Source: mmm.fitted.v1',
    outcome_value Nullable(Float64) COMMENT 'money in currency: the same as value; null = it has none. Source: mmm.fitted.v1',
    chains UInt16 COMMENT 'Markov chains. Source: mmm.fitted.v1',
    warmup UInt32 COMMENT 'draws per chain that were thrown away. Source: mmm.fitted.v1',
    draws UInt32 COMMENT 'draws per chain that were kept. Source: mmm.fitted.v1',
    divergences UInt32 COMMENT 'transitions that diverged. Source: mmm.fitted.v1',
    worst_rhat Float64 COMMENT 'largest rank-normalised split R-hat. Source: mmm.fitted.v1',
    least_ess_bulk Float64 COMMENT 'smallest bulk effective sample size. Source: mmm.fitted.v1',
    least_ess_tail Float64 COMMENT 'smallest tail effective sample size. Source: mmm.fitted.v1',
    seconds Float64 COMMENT 'seconds: how long sampling took. Source: mmm.fitted.v1',
    to_review Array(String) COMMENT 'checks that passed but that somebody should look at, with their subject. Source: mmm.fitted.v1',
    warnings Array(String) COMMENT 'what was noticed about the data. Source: mmm.fitted.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, model, fitted_at, run_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Media mix fits that passed their checks';

CREATE TABLE IF NOT EXISTS results.mmm_channels
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: mmm.fitted.v1',
    run_id UUID COMMENT 'the fit, see results.mmm_runs. Source: mmm.fitted.v1',
    model LowCardinality(String) COMMENT 'name of the model; a tenant may have several. Source: mmm.fitted.v1',
    fitted_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: end of the fit. Source: mmm.fitted.v1',
    data_hash String COMMENT 'hash of the data that went in; equal hash, specification and seed = equal figures. Source: mmm.fitted.v1',
    seed UInt64 COMMENT 'seed of everything random in the fit. Source: mmm.fitted.v1',
    channel LowCardinality(String) COMMENT 'channel. Source: mmm.fitted.v1',
    kind LowCardinality(String) COMMENT 'paid, reach-frequency or organic. Source: mmm.fitted.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of money, empty where unknown. Source: mmm.fitted.v1',
    spend Float64 COMMENT 'money in currency over all periods; 0 for an organic channel. Source: mmm.fitted.v1',
    roi Nullable(Float64) COMMENT 'value per unit of money spent: posterior mean; null = an organic channel. Source: mmm.fitted.v1',
    roi_low Nullable(Float64) COMMENT 'lower end of the 90 % interval of roi. Source: mmm.fitted.v1',
    roi_high Nullable(Float64) COMMENT 'upper end of the 90 % interval of roi. Source: mmm.fitted.v1',
    mroi Nullable(Float64) COMMENT 'value of the next unit of money: posterior mean; null = an organic channel. Source: mmm.fitted.v1',
    mroi_low Nullable(Float64) COMMENT 'lower end of the 90 % interval of mroi. Source: mmm.fitted.v1',
    mroi_high Nullable(Float64) COMMENT 'upper end of the 90 % interval of mroi. Source: mmm.fitted.v1',
    contribution Float64 COMMENT 'value added over all periods, or units of the outcome where it has no value: posterior mean. Source: mmm.fitted.v1',
    contribution_low Float64 COMMENT 'lower end of the 90 % interval of contribution. Source: mmm.fitted.v1',
    contribution_high Float64 COMMENT 'upper end of the 90 % interval of contribution. Source: mmm.fitted.v1',
    share Float64 COMMENT 'contribution by the total outcome, 0–1: posterior mean. Source: mmm.fitted.v1',
    share_low Float64 COMMENT 'lower end of the 90 % interval of share. Source: mmm.fitted.v1',
    share_high Float64 COMMENT 'upper end of the 90 % interval of share. Source: mmm.fitted.v1',
    cost_per_outcome Nullable(Float64) COMMENT 'money in currency per unit of outcome added: posterior mean; null = an organic channel. Source: mmm.fitted.v1',
    cost_per_outcome_low Nullable(Float64) COMMENT 'lower end of the 90 % interval of cost_per_outcome. Source: mmm.fitted.v1',
    cost_per_outcome_high Nullable(Float64) COMMENT 'upper end of the 90 % interval of cost_per_outcome. Source: mmm.fitted.v1',
    half_life Float64 COMMENT 'periods until half of the effect has come: posterior mean. Source: mmm.fitted.v1',
    half_life_low Float64 COMMENT 'lower end of the 90 % interval of half_life. Source: mmm.fitted.v1',
    half_life_high Float64 COMMENT 'upper end of the 90 % interval of half_life. Source: mmm.fitted.v1',
    carried_over Float64 COMMENT 'part of the effect after the period of the media, 0–1: posterior mean. Source: mmm.fitted.v1',
    carried_over_low Float64 COMMENT 'lower end of the 90 % interval of carried_over. Source: mmm.fitted.v1',
    carried_over_high Float64 COMMENT 'upper end of the 90 % interval of carried_over. Source: mmm.fitted.v1',
    saturation Nullable(Float64) COMMENT 'effect at today''s media by the most the channel can reach, 0–1: posterior mean; null = the curve has no ceiling. Source: mmm.fitted.v1',
    saturation_low Nullable(Float64) COMMENT 'lower end of the 90 % interval of saturation. Source: mmm.fitted.v1',
    saturation_high Nullable(Float64) COMMENT 'upper end of the 90 % interval of saturation. Source: mmm.fitted.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, model, fitted_at, run_id, channel)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Effects of channels by media mix fits, with 90 % intervals';

CREATE TABLE IF NOT EXISTS results.mmm_curves
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: mmm.fitted.v1',
    run_id UUID COMMENT 'the fit, see results.mmm_runs. Source: mmm.fitted.v1',
    model LowCardinality(String) COMMENT 'name of the model; a tenant may have several. Source: mmm.fitted.v1',
    fitted_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: end of the fit. Source: mmm.fitted.v1',
    channel LowCardinality(String) COMMENT 'channel. Source: mmm.fitted.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of money, empty where unknown. Source: mmm.fitted.v1',
    spend Float64 COMMENT 'money in currency over all periods. Source: mmm.fitted.v1',
    value Float64 COMMENT 'value added at that spend: posterior mean. Source: mmm.fitted.v1',
    value_low Float64 COMMENT 'lower end of the 90 % interval of value. Source: mmm.fitted.v1',
    value_high Float64 COMMENT 'upper end of the 90 % interval of value. Source: mmm.fitted.v1',
    marginal Float64 COMMENT 'value of the next unit of money at that spend: posterior mean. Source: mmm.fitted.v1',
    marginal_low Float64 COMMENT 'lower end of the 90 % interval of marginal. Source: mmm.fitted.v1',
    marginal_high Float64 COMMENT 'upper end of the 90 % interval of marginal. Source: mmm.fitted.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, model, fitted_at, run_id, channel, spend)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Response curves of media mix fits, with 90 % intervals';

CREATE TABLE IF NOT EXISTS results.mmm_quality
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: mmm.fitted.v1',
    run_id UUID COMMENT 'the fit, see results.mmm_runs. Source: mmm.fitted.v1',
    model LowCardinality(String) COMMENT 'name of the model; a tenant may have several. Source: mmm.fitted.v1',
    fitted_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: end of the fit. Source: mmm.fitted.v1',
    sample LowCardinality(String) COMMENT 'fit or holdout: the last periods, which a first fit did not see. Source: mmm.fitted.v1',
    level LowCardinality(String) COMMENT 'geo or national. Source: mmm.fitted.v1',
    periods UInt32 COMMENT 'number of periods. Source: mmm.fitted.v1',
    r2 Nullable(Float64) COMMENT 'share of variance explained; null = the outcome does not vary. Source: mmm.fitted.v1',
    mape Nullable(Float64) COMMENT 'mean absolute error by the outcome, 0–1; null = it is 0 throughout. Source: mmm.fitted.v1',
    wmape Float64 COMMENT 'sum of absolute errors by the sum of outcomes, 0–1. Source: mmm.fitted.v1',
    crps Float64 COMMENT 'mean continuous ranked probability score, units of the outcome. Source: mmm.fitted.v1',
    coverage90 Float64 COMMENT 'share of observations inside the 90 % predictive interval, 0–1. Source: mmm.fitted.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, model, fitted_at, run_id, sample, level)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'How well media mix fits say what was measured';

CREATE TABLE IF NOT EXISTS results.mmm_calibration
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: mmm.fitted.v1',
    run_id UUID COMMENT 'the fit, see results.mmm_runs. Source: mmm.fitted.v1',
    model LowCardinality(String) COMMENT 'name of the model; a tenant may have several. Source: mmm.fitted.v1',
    fitted_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: end of the fit. Source: mmm.fitted.v1',
    experiment LowCardinality(String) COMMENT 'name of the experiment. Source: mmm.fitted.v1',
    channel LowCardinality(String) COMMENT 'channel. Source: mmm.fitted.v1',
    lift Float64 COMMENT 'measured lift, units of the outcome. Source: mmm.fitted.v1',
    standard_error Float64 COMMENT 'standard error of the lift. Source: mmm.fitted.v1',
    modelled Float64 COMMENT 'what the fit says for the same geos and periods: posterior mean. Source: mmm.fitted.v1',
    modelled_low Float64 COMMENT 'lower end of the 90 % interval of modelled. Source: mmm.fitted.v1',
    modelled_high Float64 COMMENT 'upper end of the 90 % interval of modelled. Source: mmm.fitted.v1',
    weight Float64 COMMENT 'share of information about the lift that came from the experiment, 0–1. Source: mmm.fitted.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, model, fitted_at, run_id, experiment)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Experiments that media mix fits were calibrated by';

CREATE TABLE IF NOT EXISTS results.mmm_contributions
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: mmm.decomposed.v1',
    run_id UUID COMMENT 'the fit, see results.mmm_runs. Source: mmm.decomposed.v1',
    model LowCardinality(String) COMMENT 'name of the model; a tenant may have several. Source: mmm.decomposed.v1',
    fitted_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: end of the fit. Source: mmm.decomposed.v1',
    component LowCardinality(String) COMMENT 'part of the model, (observed) or (expected). Source: mmm.decomposed.v1',
    kind LowCardinality(String) COMMENT 'baseline, seasonality, control, paid … observed or expected. Source: mmm.decomposed.v1',
    period Date COMMENT 'first day of the period. Source: mmm.decomposed.v1',
    value Float64 COMMENT 'what the part added, units of the outcome: posterior mean. Source: mmm.decomposed.v1',
    value_low Float64 COMMENT 'lower end of the 90 % interval of value. Source: mmm.decomposed.v1',
    value_high Float64 COMMENT 'upper end of the 90 % interval of value. Source: mmm.decomposed.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, model, fitted_at, run_id, component, period)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'What each part of a media mix fit added per period; the parts sum to (expected)';

CREATE TABLE IF NOT EXISTS results.mmm_champions
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: mmm.promoted.v1',
    model LowCardinality(String) COMMENT 'name of the model. Source: mmm.promoted.v1',
    run_id UUID COMMENT 'the fit that plans were made with from then on. Source: mmm.promoted.v1',
    previous_run_id Nullable(UUID) COMMENT 'the champion before; null = there was none. Source: mmm.promoted.v1',
    by String COMMENT 'token that promoted it. Source: mmm.promoted.v1',
    promoted_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: mmm.promoted.v1',
    reason String COMMENT 'why, empty where nothing was said. Source: mmm.promoted.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, model, promoted_at, run_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Which media mix fit was the champion from when on';
