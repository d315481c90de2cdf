-- A result must say what it takes to compute it again: the settings that its model looked at. Rows from before hold none.
ALTER TABLE results.attribution
    ADD COLUMN IF NOT EXISTS direct LowCardinality(String) COMMENT 'channel that the model passes over, empty for other models than last-non-direct. Source: attribution.computed.v1' AFTER order,
    ADD COLUMN IF NOT EXISTS position Array(Float64) COMMENT 'shares of first, middle and last touch, empty for other models than position. Source: attribution.computed.v1' AFTER direct,
    ADD COLUMN IF NOT EXISTS half_life_days Nullable(Float64) COMMENT 'days in which a touch loses half of its weight; null for other models than time-decay. Source: attribution.computed.v1' AFTER position,
    ADD COLUMN IF NOT EXISTS decay Nullable(Float64) COMMENT 'factor per period, 0–1; null for other models than step-decay. Source: attribution.computed.v1' AFTER half_life_days,
    ADD COLUMN IF NOT EXISTS period_hours Nullable(Float64) COMMENT 'hours of a period; null for other models than step-decay. Source: attribution.computed.v1' AFTER decay,
    ADD COLUMN IF NOT EXISTS weights Map(String, Float64) COMMENT 'weights of touches, empty for other models than custom; see weights_by. Source: attribution.computed.v1' AFTER period_hours,
    ADD COLUMN IF NOT EXISTS weights_by LowCardinality(String) COMMENT 'channel or position, empty for other models than custom. Source: attribution.computed.v1' AFTER weights,
    ADD COLUMN IF NOT EXISTS intervals UInt16 COMMENT 'bootstrap replications of the intervals, 0 = no intervals. Source: attribution.computed.v1' AFTER weights_by;
