-- Days of reports are days of the tenant. Its document says where it is; a zone that the server does not know counts as UTC.
CREATE TABLE IF NOT EXISTS curated.tenants
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: control.document.v1',
    display_name String COMMENT 'name for people, empty once the document is withdrawn. Source: control.document.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of the reporting currency. Source: control.document.v1',
    timezone LowCardinality(String) COMMENT 'IANA name; days of reports begin here, empty once the document is withdrawn. Source: control.document.v1',
    region LowCardinality(String) COMMENT 'home region, ISO 3166 or EEA. Source: control.document.v1',
    version UInt32 COMMENT 'version of the document. Source: control.document.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message; the latest governs. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree(_offset)
ORDER BY tenant
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Tenants as their documents describe them; query with FINAL, because a document has versions'
-- Documents that the warehouse took before this table was there.
AS SELECT
    JSONExtractString(value, 'tenant') AS tenant,
    JSONExtractString(value, 'spec', 'displayName') AS display_name,
    JSONExtractString(value, 'spec', 'currency') AS currency,
    JSONExtractString(value, 'spec', 'timezone') AS timezone,
    JSONExtractString(value, 'spec', 'region') AS region,
    JSONExtractUInt(value, 'version') AS version,
    topic AS _topic,
    partition AS _partition,
    offset AS _offset
FROM raw.messages
WHERE topic = 'control.document.v1' AND JSONExtractString(value, 'kind') = 'tenant';

CREATE OR REPLACE VIEW curated.outcomes
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.reported_outcomes, curated.conversions',
    day Date COMMENT 'calendar day in the tenant''s time zone, UTC where none is known. Source: curated.reported_outcomes, curated.conversions, curated.tenants',
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
        SELECT DISTINCT ON (tenant, event_id)
            c.tenant AS tenant, c.event_id AS event_id, c.value AS value, c.currency AS currency,
            toDate(formatDateTime(c.event_time, '%F', if(zones.zone = '', 'UTC', zones.zone))) AS day
        FROM curated.conversions AS c
        LEFT JOIN
        (
            SELECT tenant, timezone AS zone FROM curated.tenants FINAL
            WHERE timezone IN (SELECT time_zone FROM system.time_zones)
        ) AS zones ON zones.tenant = c.tenant
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
