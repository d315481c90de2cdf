-- The sink stores an event once; ReplacingMergeTree is a net for repeats that lie further apart than its memory.
CREATE TABLE IF NOT EXISTS curated.events
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: tracking.event.v1',
    event_id UUID COMMENT 'deterministic id: hash of tenant, source and message id. Source: tracking.event.v1',
    kind LowCardinality(String) COMMENT 'View, Click, AddToCart, Purchase, ContentView, Identify or Custom. Source: tracking.event.v1',
    name LowCardinality(String) COMMENT 'event name as the client sent it, or page or screen name. Source: tracking.event.v1',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: client time corrected by the clock skew. Source: tracking.event.v1',
    received_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: receipt at the door. Source: tracking.event.v1',
    source LowCardinality(String) COMMENT 'source document whose write key was used. Source: tracking.event.v1',
    message_id String COMMENT 'idempotency field of the protocol. Source: tracking.event.v1',
    person_key String COMMENT 'identity key that orders the event (namespace:keyed hash); join curated.identity_current on it. Source: tracking.event.v1',
    person UUID COMMENT 'person of person_key as long as nothing links it; curated.identity_current overrides it. Source: tracking.event.v1',
    keys Array(String) COMMENT 'all identity keys, strongest first. Source: tracking.event.v1',
    purposes Array(LowCardinality(String)) COMMENT 'purposes the person allowed. Source: consent decision at the door',
    consent_policy LowCardinality(String) COMMENT 'name@version of the policy that decided. Source: consent decision at the door',
    consent_reason LowCardinality(String) COMMENT 'why it decided so. Source: consent decision at the door',
    surface LowCardinality(String) COMMENT 'page or screen for views, else empty. Source: tracking.event.v1',
    page_url String COMMENT 'address of the page, empty where unknown. Source: tracking.event.v1',
    page_path String COMMENT 'path of the page. Source: tracking.event.v1',
    page_host LowCardinality(String) COMMENT 'host of the page. Source: tracking.event.v1',
    page_title String COMMENT 'title of the page. Source: tracking.event.v1',
    page_referrer String COMMENT 'address of the page before. Source: tracking.event.v1',
    campaign_source LowCardinality(String) COMMENT 'campaign source (utm_source). Source: tracking.event.v1',
    campaign_medium LowCardinality(String) COMMENT 'campaign medium (utm_medium). Source: tracking.event.v1',
    campaign_name LowCardinality(String) COMMENT 'campaign name (utm_campaign). Source: tracking.event.v1',
    campaign_term String COMMENT 'campaign term (utm_term). Source: tracking.event.v1',
    campaign_content String COMMENT 'campaign content (utm_content). Source: tracking.event.v1',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules, empty where the event says nothing about how the visit came about. Source: tracking, channel rules',
    channel_rules LowCardinality(String) COMMENT 'name@version of the rules that decided, empty where none did. Source: tracking, channel rules',
    user_agent String COMMENT 'user agent text. Source: tracking.event.v1',
    locale LowCardinality(String) COMMENT 'language and region of the device. Source: tracking.event.v1',
    timezone LowCardinality(String) COMMENT 'IANA time zone of the device. Source: tracking.event.v1',
    screen LowCardinality(String) COMMENT 'screen size as sent, pixels. Source: tracking.event.v1',
    ip String COMMENT 'truncated address: last octet (IPv4) or last 80 bits (IPv6) zero. Source: tracking.event.v1',
    library LowCardinality(String) COMMENT 'name@version of the sending client. Source: tracking.event.v1',
    target String COMMENT 'what was clicked, else empty. Source: tracking.event.v1',
    order_id String COMMENT 'order number of a purchase, else empty. Source: tracking.event.v1',
    value Nullable(Decimal(38, 12)) COMMENT 'money in currency: order total or value of a custom event. Source: tracking.event.v1',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value, empty without value. Source: tracking.event.v1',
    product_ids Array(String) COMMENT 'products of the event in order; the other product columns are parallel to it. Source: tracking.event.v1',
    product_names Array(String) COMMENT 'product names, empty where unknown. Source: tracking.event.v1',
    product_categories Array(String) COMMENT 'product categories, empty where unknown. Source: tracking.event.v1',
    product_quantities Array(Nullable(Decimal(38, 12))) COMMENT 'pieces. Source: tracking.event.v1',
    product_prices Array(Nullable(Decimal(38, 12))) COMMENT 'money per piece in the currency beside it. Source: tracking.event.v1',
    product_currencies Array(LowCardinality(String)) COMMENT 'ISO 4217 code of the price, empty without price. Source: tracking.event.v1',
    properties String COMMENT 'JSON object with the fields that have no column of their own; read with JSONExtract. Source: tracking.event.v1' CODEC(ZSTD(3)),
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
ORDER BY (tenant, toDate(event_time), person_key, event_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Tracked events, one row each, by event time';
