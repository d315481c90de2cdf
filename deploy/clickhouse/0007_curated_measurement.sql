-- Corrections arrive as higher revisions of the same key. The *_current views hold the newest revision of each: sum those.
CREATE TABLE IF NOT EXISTS curated.spend
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: campaign.spend.v1',
    day Date COMMENT 'calendar day in the tenant''s time zone. Source: campaign.spend.v1',
    channel LowCardinality(String) COMMENT 'channel. Source: campaign.spend.v1',
    campaign LowCardinality(String) COMMENT 'campaign. Source: campaign.spend.v1',
    geo LowCardinality(String) COMMENT 'region as the tenant names it. Source: campaign.spend.v1',
    cost Decimal(38, 12) COMMENT 'money in currency. Source: campaign.spend.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of cost. Source: campaign.spend.v1',
    impressions Nullable(UInt64) COMMENT 'number of times shown; null = not reported. Source: campaign.spend.v1',
    clicks Nullable(UInt64) COMMENT 'number of clicks; null = not reported. Source: campaign.spend.v1',
    reach Nullable(UInt64) COMMENT 'number of persons reached; null = not reported. Source: campaign.spend.v1',
    frequency Nullable(Decimal(38, 12)) COMMENT 'contacts per person reached; null = not reported. Source: campaign.spend.v1',
    revision UInt32 COMMENT 'number of the correction, from 1. Source: campaign.spend.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT toYYYYMM(day), _topic, _partition, count(), max(_offset) GROUP BY toYYYYMM(day), _topic, _partition)
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(day)
ORDER BY (tenant, day, channel, campaign, geo)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'What campaigns cost and delivered per day and geo, every revision; read curated.spend_current';

CREATE OR REPLACE VIEW curated.spend_current
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.spend',
    day Date COMMENT 'calendar day in the tenant''s time zone. Source: curated.spend',
    channel LowCardinality(String) COMMENT 'channel. Source: curated.spend',
    campaign LowCardinality(String) COMMENT 'campaign. Source: curated.spend',
    geo LowCardinality(String) COMMENT 'region as the tenant names it. Source: curated.spend',
    cost Decimal(38, 12) COMMENT 'money in currency. Source: curated.spend',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of cost. Source: curated.spend',
    impressions Nullable(UInt64) COMMENT 'number of times shown; null = not reported. Source: curated.spend',
    clicks Nullable(UInt64) COMMENT 'number of clicks; null = not reported. Source: curated.spend',
    reach Nullable(UInt64) COMMENT 'number of persons reached; null = not reported. Source: curated.spend',
    frequency Nullable(Decimal(38, 12)) COMMENT 'contacts per person reached; null = not reported. Source: curated.spend',
    revision UInt32 COMMENT 'number of the correction that counts. Source: curated.spend'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT tenant, day, channel, campaign, geo, cost, currency, impressions, clicks, reach, frequency, revision
FROM curated.spend FINAL
COMMENT 'What campaigns cost and delivered per day and geo, newest revision only';

CREATE TABLE IF NOT EXISTS curated.reported_outcomes
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: outcome.reported.v1',
    day Date COMMENT 'calendar day in the tenant''s time zone. Source: outcome.reported.v1',
    geo LowCardinality(String) COMMENT 'region as the tenant names it. Source: outcome.reported.v1',
    outcome LowCardinality(String) COMMENT 'what was measured: orders, revenue, visits … Source: outcome.reported.v1',
    value Decimal(38, 12) COMMENT 'number, or money in currency where that is set. Source: outcome.reported.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code, empty for plain numbers. Source: outcome.reported.v1',
    revision UInt32 COMMENT 'number of the correction, from 1. Source: outcome.reported.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT toYYYYMM(day), _topic, _partition, count(), max(_offset) GROUP BY toYYYYMM(day), _topic, _partition)
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(day)
ORDER BY (tenant, day, geo, outcome)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Outcomes that did not come through tracking (shops, history), every revision; read curated.outcomes';

CREATE OR REPLACE VIEW curated.outcomes
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.reported_outcomes, curated.conversions',
    day Date COMMENT 'calendar day; UTC for tracked outcomes. Source: curated.reported_outcomes, curated.conversions',
    geo LowCardinality(String) COMMENT 'region as the tenant names it; "all" for tracked outcomes. Source: curated.reported_outcomes',
    outcome LowCardinality(String) COMMENT 'orders, revenue, or what the tenant reports. Source: curated.reported_outcomes, curated.conversions',
    value Decimal(38, 12) COMMENT 'number, or money in currency where that is set. Source: curated.reported_outcomes, curated.conversions',
    currency LowCardinality(String) COMMENT 'ISO 4217 code, empty for plain numbers. Source: curated.reported_outcomes, curated.conversions',
    origin LowCardinality(String) COMMENT 'reported or tracked; a reported outcome of a day displaces the tracked one. Source: derived'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS
WITH
    reported AS
    (
        SELECT tenant, day, geo, outcome, value, currency, 'reported' AS origin FROM curated.reported_outcomes FINAL
    ),
    orders AS
    (
        SELECT DISTINCT ON (tenant, event_id) tenant, event_id, toDate(event_time) AS day, value, currency FROM curated.conversions
    ),
    tracked AS
    (
        SELECT tenant, day, 'all' AS geo, 'orders' AS outcome, toDecimal128(count(), 12) AS value, '' AS currency, 'tracked' AS origin
        FROM orders GROUP BY tenant, day
        UNION ALL
        SELECT tenant, day, 'all' AS geo, 'revenue' AS outcome, sum(value) AS value, currency, 'tracked' AS origin
        FROM orders GROUP BY tenant, day, currency
    )
SELECT tenant, day, geo, outcome, value, currency, origin FROM reported
UNION ALL
SELECT tenant, day, geo, outcome, value, currency, origin FROM tracked
WHERE (tenant, day, outcome) NOT IN (SELECT tenant, day, outcome FROM reported)
COMMENT 'Outcomes per day and geo, reported and tracked, none counted twice';

CREATE TABLE IF NOT EXISTS curated.prices
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: product.price.v1',
    product_id String COMMENT 'product. Source: product.price.v1',
    geo LowCardinality(String) COMMENT 'region where the price holds, empty = everywhere. Source: product.price.v1',
    valid_from Date COMMENT 'first day of the price; it holds until the next one. Source: product.price.v1',
    price Decimal(38, 12) COMMENT 'money per piece in currency. Source: product.price.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of price and list_price. Source: product.price.v1',
    list_price Nullable(Decimal(38, 12)) COMMENT 'money per piece before the reduction; null = not reduced. Source: product.price.v1',
    promotion LowCardinality(String) COMMENT 'name of the promotion, empty where none. Source: product.price.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message; the later report of one price counts. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree(_offset)
ORDER BY (tenant, product_id, geo, valid_from)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Prices from a day on; query with FINAL, because a price may be reported again';

CREATE TABLE IF NOT EXISTS curated.calendar
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: calendar.day.v1',
    day Date COMMENT 'calendar day. Source: calendar.day.v1',
    geo LowCardinality(String) COMMENT 'region as the tenant names it. Source: calendar.day.v1',
    kind LowCardinality(String) COMMENT 'holiday, school-break or event. Source: calendar.day.v1',
    name String COMMENT 'name of the day. Source: calendar.day.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree(_offset)
ORDER BY (tenant, day, geo, kind, name)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Days that are special in a geo; query with FINAL, because a day may be reported again';
