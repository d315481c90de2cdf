-- History follows the person: events keep their key for ever, queries join this map. A merge or a split changes rows here.
CREATE TABLE IF NOT EXISTS curated.identity
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: identity.remapped.v1',
    person_key String COMMENT 'identity key (namespace:keyed hash). Source: identity.remapped.v1',
    person UUID COMMENT 'person that the key stands for. Source: identity.remapped.v1',
    person_before UUID COMMENT 'person before this change. Source: identity.remapped.v1',
    valid_from DateTime64(3, 'UTC') COMMENT 'UTC, event time from which the link holds; a strong link holds from the beginning. Source: identity.remapped.v1',
    valid_to DateTime64(3, 'UTC') COMMENT 'UTC, event time until which the link holds. Source: identity.remapped.v1',
    graph_version UInt64 COMMENT 'grows with every fact about the component; the highest governs. Source: identity.remapped.v1',
    kind LowCardinality(String) COMMENT 'merge or split. Source: identity.remapped.v1',
    component String COMMENT 'smallest key of the component. Source: identity.remapped.v1',
    decided_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when the graph decided. Source: identity.remapped.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree(graph_version)
ORDER BY (tenant, person_key)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Identity map: only keys whose person is not their own default person; read curated.identity_current';

CREATE OR REPLACE VIEW curated.identity_current
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.identity',
    person_key String COMMENT 'identity key; join events, touches and conversions on it. Source: curated.identity',
    person UUID COMMENT 'person that the key stands for now. Source: curated.identity, highest graph_version'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT tenant, person_key, argMax(person, graph_version) AS person FROM curated.identity GROUP BY tenant, person_key
COMMENT 'Who a key stands for now; a key that is missing stands for the person column of its event';
