CREATE TABLE IF NOT EXISTS curated.consent
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: consent.changed.v1',
    person_key String COMMENT 'identity key (namespace:keyed hash) that the statement is about. Source: consent.changed.v1',
    person UUID COMMENT 'person of person_key as long as nothing links it; curated.identity_current overrides it. Source: consent.changed.v1',
    changed_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: from when it holds. Source: consent.changed.v1',
    stated_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: client time of the statement, corrected by the clock skew. Source: consent.changed.v1',
    change_id UUID COMMENT 'id of this change. Source: consent.changed.v1',
    purposes Array(LowCardinality(String)) COMMENT 'what may be served from then on, as far as an event itself allows it. Source: consent.changed.v1',
    granted Array(LowCardinality(String)) COMMENT 'what this statement granted. Source: consent.changed.v1',
    refused Array(LowCardinality(String)) COMMENT 'what this statement refused. Source: consent.changed.v1',
    locked Array(LowCardinality(String)) COMMENT 'refused through the operator: no client can grant it again. Source: consent.changed.v1',
    stated_by String COMMENT 'client, or the name of the token that stated it for the person. Source: consent.changed.v1',
    source LowCardinality(String) COMMENT 'source document whose write key was used, empty where none. Source: consent.changed.v1',
    policy LowCardinality(String) COMMENT 'name@version of the policy that the signals were read by, empty where none. Source: consent.changed.v1',
    region LowCardinality(String) COMMENT 'region that the signals were read for, empty where none. Source: consent.changed.v1',
    signals String COMMENT 'JSON array of the signals of the statement: type, raw as sent, parsed, granted and refused; read with JSONExtract. Source: consent.changed.v1' CODEC(ZSTD(3)),
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree
ORDER BY (tenant, person_key, changed_at, change_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Every statement of a person about what is allowed from then on: the record to prove it with';

CREATE OR REPLACE VIEW curated.consent_current
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.consent',
    person_key String COMMENT 'identity key. Source: curated.consent',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.consent',
    changed_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when the latest statement began to hold. Source: curated.consent',
    purposes Array(LowCardinality(String)) COMMENT 'what may be served now, as far as an event itself allows it. Source: curated.consent, latest statement',
    locked Array(LowCardinality(String)) COMMENT 'refused through the operator. Source: curated.consent, latest statement'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, person_key, any(c.person) AS person, max(c.changed_at) AS changed_at,
    argMax(c.purposes, (c.changed_at, c._offset)) AS purposes,
    argMax(c.locked, (c.changed_at, c._offset)) AS locked
FROM curated.consent AS c GROUP BY tenant, person_key
COMMENT 'What may be served now by identity key; a key that is missing here has never made a statement';

-- A refusal under one key holds for every key of the person, as the identity map has it now. One pass over the map: which of
-- its keys matter shows only once their persons are known.
CREATE OR REPLACE VIEW curated.consent_refusals
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.consent',
    person UUID COMMENT 'person by the current identity map. Source: curated.consent, curated.identity',
    person_keys Array(String) COMMENT 'identity keys of the person that the map or a statement names; the key that the person is named after may be missing. Source: curated.consent, curated.identity',
    purposes Array(LowCardinality(String)) COMMENT 'purposes that may not be served for the person now. Source: curated.consent_current'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS
SELECT tenant, person, groupArray(person_key) AS person_keys, groupUniqArrayArray(refused) AS purposes
FROM
(
    SELECT tenant, person_key, argMax(known.person, known.version) AS person, groupUniqArrayArray(known.refused) AS refused
    FROM
    (
        SELECT tenant, person_key, person, graph_version AS version, [] :: Array(LowCardinality(String)) AS refused
        FROM curated.identity
        WHERE tenant IN (SELECT tenant FROM curated.consent)
        UNION ALL
        -- Older than anything in the map.
        SELECT
            tenant, person_key, person, 0 AS version,
            arrayFilter(
                wanted -> NOT has(purposes, wanted),
                ['analytics_store', 'ad_measurement', 'ad_profile', 'user_data_upload']) AS refused
        FROM curated.consent_current
    ) AS known
    GROUP BY tenant, person_key
)
GROUP BY tenant, person
HAVING notEmpty(purposes)
COMMENT 'Who refuses what now: the persons whose events the views by purpose leave out';
