-- Touches and conversions are sorted by person key and time: a journey is one range of rows per key.
CREATE TABLE IF NOT EXISTS curated.touches
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: tracking.event.v1',
    person_key String COMMENT 'identity key that orders the event; join curated.identity_current on it. Source: tracking.event.v1',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: tracking.event.v1',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: time of the page or screen view. Source: tracking.event.v1',
    event_id UUID COMMENT 'id of the view; third sort key where times are equal. Source: tracking.event.v1',
    is_entry Bool COMMENT 'true where the view itself says how the visit came about. Source: derived, channel is not empty',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules; empty = the view continues a session. Source: tracking, channel rules',
    source LowCardinality(String) COMMENT 'campaign source (utm_source), empty where none. Source: tracking.event.v1',
    medium LowCardinality(String) COMMENT 'campaign medium (utm_medium), empty where none. Source: tracking.event.v1',
    campaign LowCardinality(String) COMMENT 'campaign name (utm_campaign), empty where none. Source: tracking.event.v1',
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
ORDER BY (tenant, person_key, event_time, event_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Page and screen views as possible touches of a journey; several views of one session are one touch';

CREATE TABLE IF NOT EXISTS curated.conversions
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: tracking.event.v1',
    person_key String COMMENT 'identity key that orders the event; join curated.identity_current on it. Source: tracking.event.v1',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: tracking.event.v1',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: time of the conversion. Source: tracking.event.v1',
    event_id UUID COMMENT 'id of the conversion; third sort key where times are equal. Source: tracking.event.v1',
    order_id String COMMENT 'order number. Source: tracking.event.v1',
    kind LowCardinality(String) COMMENT 'Purchase. Source: tracking.event.v1',
    value Decimal(38, 12) COMMENT 'money in currency: order total as sent. Source: tracking.event.v1',
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
ORDER BY (tenant, person_key, event_time, event_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'What journeys lead to: orders with their value';
