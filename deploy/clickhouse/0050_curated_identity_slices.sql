-- A device that several persons logged in on stands for each of them in turn. Its row says whom, by event time; the latest row
-- of a key holds all of it, so the map changes whole or not at all. Rows from before hold for all time.
ALTER TABLE curated.identity
    ADD COLUMN IF NOT EXISTS slice_starts Array(DateTime64(3, 'UTC')) COMMENT 'UTC, event times at which the person changes, ascending, the first at the beginning; empty = person holds for all time. Source: identity.remapped.v1' AFTER valid_to,
    ADD COLUMN IF NOT EXISTS slice_persons Array(UUID) COMMENT 'person from each of slice_starts until the next; the last is person. Source: identity.remapped.v1' AFTER slice_starts;

ALTER TABLE curated.identity COMMENT COLUMN person 'person that the key stands for now. Source: identity.remapped.v1';
ALTER TABLE curated.identity COMMENT COLUMN valid_from 'UTC, event time from which person holds; a strong link holds from the beginning, a weak one from its slice. Source: identity.remapped.v1';
ALTER TABLE curated.identity COMMENT COLUMN valid_to 'UTC, event time until which person holds. Source: identity.remapped.v1';

CREATE OR REPLACE VIEW curated.identity_current
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.identity',
    person_key String COMMENT 'identity key, once. Source: curated.identity',
    person UUID COMMENT 'person that the key stands for now. Source: curated.identity, highest graph_version',
    valid_from DateTime64(3, 'UTC') COMMENT 'UTC, event time from which person holds. Source: curated.identity',
    valid_to DateTime64(3, 'UTC') COMMENT 'UTC, event time until which person holds. Source: curated.identity',
    slice_starts Array(DateTime64(3, 'UTC')) COMMENT 'UTC, event times at which the person changed, ascending, the first at the beginning; empty = person holds for all time. Source: curated.identity',
    slice_persons Array(UUID) COMMENT 'person from each of slice_starts until the next. Source: curated.identity'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, person_key,
    argMax(person, graph_version) AS person,
    argMax(valid_from, graph_version) AS valid_from,
    argMax(valid_to, graph_version) AS valid_to,
    argMax(slice_starts, graph_version) AS slice_starts,
    argMax(slice_persons, graph_version) AS slice_persons
FROM curated.identity GROUP BY tenant, person_key
COMMENT 'Who a key stands for now, one row per key; a key that is missing stands for the person column of its event';

CREATE OR REPLACE VIEW curated.identity_by_time
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.identity',
    person_key String COMMENT 'identity key. Source: curated.identity',
    person UUID COMMENT 'person that the key stands for at this time. Source: curated.identity, highest graph_version',
    valid_from DateTime64(3, 'UTC') COMMENT 'UTC, event time from which person holds; join the latest one that is not after the event. Source: curated.identity',
    valid_to DateTime64(3, 'UTC') COMMENT 'UTC, event time until which person holds. Source: curated.identity'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS
WITH periods AS
(
    SELECT
        tenant, person_key,
        if(empty(slice_starts), [valid_from], slice_starts) AS starts,
        if(empty(slice_starts), [person], slice_persons) AS persons,
        arrayPushBack(arrayPopFront(starts), valid_to) AS ends
    FROM curated.identity_current
)
SELECT tenant, person_key, period_person AS person, period_start AS valid_from, period_end AS valid_to
FROM periods
ARRAY JOIN persons AS period_person, starts AS period_start, ends AS period_end
COMMENT 'Who a key stands for by event time, one row per key and person; join as of the time of the event (ASOF LEFT JOIN)';
