-- Orders stay as they were when money is given back for them: curated.conversions and attribution are gross. Refunds have
-- their own rows, and curated.orders_net says what remains of an order.
CREATE TABLE IF NOT EXISTS curated.refunds
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: tracking.event.v1',
    person_key String COMMENT 'identity key of the refund; join curated.identity_current on it. Source: tracking.event.v1',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: tracking.event.v1',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when the money was given back. Source: tracking.event.v1',
    event_id UUID COMMENT 'id of the refund event. Source: tracking.event.v1',
    refund_id String COMMENT 'number of the refund, empty where it has none. Source: tracking.event.v1',
    order_id String COMMENT 'number of the order that it belongs to. Source: tracking.event.v1',
    value Decimal(38, 12) COMMENT 'money in currency: what was given back, positive. Source: tracking.event.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: tracking.event.v1',
    purposes Array(LowCardinality(String)) COMMENT 'purposes the person allowed. Source: consent decision at the door',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets
    (
        SELECT toYYYYMM(event_time), _topic, _partition, count(), max(_offset)
        GROUP BY toYYYYMM(event_time), _topic, _partition
    )
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(event_time)
ORDER BY (tenant, order_id, event_time, event_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Money given back for orders, one row each';

CREATE OR REPLACE VIEW curated.orders_net
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.conversions',
    order_id String COMMENT 'order number. Source: curated.conversions',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of the amounts. Source: curated.conversions',
    ordered_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when it was placed. Source: curated.conversions',
    gross Decimal(38, 12) COMMENT 'money: the order as placed. Source: curated.conversions',
    refunded Decimal(38, 12) COMMENT 'money: what was given back for it. Source: curated.refunds',
    net Decimal(38, 12) COMMENT 'money: what remains. Source: derived'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS
WITH
    placed AS
    (
        SELECT DISTINCT ON (tenant, event_id) tenant, order_id, currency, event_time, value FROM curated.conversions
    ),
    given_back AS
    (
        SELECT tenant, order_id, currency, sum(value) AS refunded
        FROM (SELECT DISTINCT ON (tenant, event_id) tenant, order_id, currency, value FROM curated.refunds)
        GROUP BY tenant, order_id, currency
    )
SELECT
    placed.tenant AS tenant, placed.order_id AS order_id, placed.currency AS currency, placed.event_time AS ordered_at,
    placed.value AS gross, given_back.refunded AS refunded, placed.value - given_back.refunded AS net
FROM placed LEFT JOIN given_back USING (tenant, order_id, currency)
COMMENT 'What remains of each order after refunds in its currency';

ALTER TABLE curated.events COMMENT COLUMN kind 'View, Click, AddToCart, Purchase, Refund, ContentView, Identify or Custom. Source: tracking.event.v1';
ALTER TABLE curated.events COMMENT COLUMN order_id 'order number of a purchase, or of the order that a refund belongs to, else empty. Source: tracking.event.v1';
ALTER TABLE curated.events COMMENT COLUMN value 'money in currency: order total, value of a custom event, or what a refund gave back as a negative number. Source: tracking.event.v1';
