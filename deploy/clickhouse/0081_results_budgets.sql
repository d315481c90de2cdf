CREATE TABLE IF NOT EXISTS results.budgets
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: budget.proposed.v1',
    proposal_id UUID COMMENT 'one proposal = one row per channel. Source: budget.proposed.v1',
    model LowCardinality(String) COMMENT 'name of the model. Source: budget.proposed.v1',
    run_id UUID COMMENT 'fit that it was made with, see results.mmm_runs. Source: budget.proposed.v1',
    proposed_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: budget.proposed.v1',
    requested_by String COMMENT 'token that asked for it. Source: budget.proposed.v1',
    objective String COMMENT 'what was asked for, as JSON. Source: budget.proposed.v1',
    plan_from Date COMMENT 'first day of the plan. Source: budget.proposed.v1',
    plan_to Date COMMENT 'last day of the plan. Source: budget.proposed.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of money, empty where unknown. Source: budget.proposed.v1',
    channel LowCardinality(String) COMMENT 'channel. Source: budget.proposed.v1',
    current Decimal(38, 12) COMMENT 'money in currency: spend of the window as it is today. Source: budget.proposed.v1',
    proposed Decimal(38, 12) COMMENT 'money in currency: spend of the window as proposed. Source: budget.proposed.v1',
    probability_marginal_above_1 Nullable(Float64) COMMENT 'probability that the next unit of money brings back more than itself; null = not computed. Source: budget.proposed.v1',
    total_current Decimal(38, 12) COMMENT 'money in currency: all channels today. Source: budget.proposed.v1',
    total_proposed Decimal(38, 12) COMMENT 'money in currency: all channels as proposed. Source: budget.proposed.v1',
    value_current Float64 COMMENT 'what media add today: posterior mean. Source: budget.proposed.v1',
    value_current_low Float64 COMMENT 'lower end of the 90 % interval of value_current. Source: budget.proposed.v1',
    value_current_high Float64 COMMENT 'upper end of the 90 % interval of value_current. Source: budget.proposed.v1',
    value_proposed Float64 COMMENT 'what media add as proposed: posterior mean. Source: budget.proposed.v1',
    value_proposed_low Float64 COMMENT 'lower end of the 90 % interval of value_proposed. Source: budget.proposed.v1',
    value_proposed_high Float64 COMMENT 'upper end of the 90 % interval of value_proposed. Source: budget.proposed.v1',
    lift Float64 COMMENT 'the difference, draw by draw: posterior mean. Source: budget.proposed.v1',
    lift_low Float64 COMMENT 'lower end of the 90 % interval of lift. Source: budget.proposed.v1',
    lift_high Float64 COMMENT 'upper end of the 90 % interval of lift. Source: budget.proposed.v1',
    probability_better Float64 COMMENT 'probability that the proposal adds more than today''s plan. Source: budget.proposed.v1',
    expected_regret Float64 COMMENT 'value lost against knowing the true curves, on average. Source: budget.proposed.v1',
    certificate LowCardinality(String) COMMENT 'kkt, gap or local. Source: budget.proposed.v1',
    gap Nullable(Float64) COMMENT 'relative distance to the best possible plan at most; null = not known. Source: budget.proposed.v1',
    policy LowCardinality(String) COMMENT 'budget policy and its version, empty where there is none. Source: budget.proposed.v1',
    based_on UInt32 COMMENT 'version of the plan that it changes; 0 = there was none. Source: budget.proposed.v1',
    approval_id Nullable(UUID) COMMENT 'request that must be approved first; null = none is needed. Source: budget.proposed.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, proposed_at, proposal_id, channel)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Proposed budgets: they govern nothing until they are applied, see results.budget_plans';

CREATE TABLE IF NOT EXISTS results.budget_plans
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: control.document.v1',
    name LowCardinality(String) COMMENT 'name of the plan document. Source: control.document.v1',
    version UInt32 COMMENT 'version of the plan document; the highest governs. Source: control.document.v1',
    written_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: control.document.v1',
    written_by String COMMENT 'who wrote it. Source: control.document.v1',
    proposal_id Nullable(UUID) COMMENT 'proposal that was applied, see results.budgets; null = written by hand. Source: control.document.v1',
    approval_id Nullable(UUID) COMMENT 'approval that it was applied on; null = none was needed. Source: control.document.v1',
    replaces UInt32 COMMENT 'version that it replaced; 0 = it was the first. Source: control.document.v1',
    rolled_back_from UInt32 COMMENT 'version that it took back; 0 = a plan going forward. Source: control.document.v1',
    plan_from Date COMMENT 'first day of the plan. Source: control.document.v1',
    plan_to Date COMMENT 'last day of the plan. Source: control.document.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of money, empty where unknown. Source: control.document.v1',
    channel LowCardinality(String) COMMENT 'channel. Source: control.document.v1',
    geo LowCardinality(String) COMMENT 'region as the tenant names it, empty = all together. Source: control.document.v1',
    week Date COMMENT 'first day of the week that the money is for; 1970-01-01 = spread over the plan. Source: control.document.v1',
    amount Decimal(38, 12) COMMENT 'money in currency. Source: control.document.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, name, version, channel, geo, week)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Budget plans that governed, version by version';
