-- Computed, not stored: when the identity map changes, a person's sessions follow at once.
CREATE OR REPLACE VIEW curated.sessions
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.events',
    session_id UUID COMMENT 'id of the first event. Source: curated.events',
    person UUID COMMENT 'person by the current identity map. Source: curated.events, curated.identity_current',
    started_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: first event. Source: curated.events',
    ended_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: last event before a pause of more than 30 minutes. Source: curated.events',
    duration_seconds Float64 COMMENT 'seconds from the first to the last event. Source: derived',
    events UInt64 COMMENT 'number of events. Source: curated.events',
    views UInt64 COMMENT 'number of page and screen views. Source: curated.events',
    orders UInt64 COMMENT 'number of purchases. Source: curated.events',
    channel LowCardinality(String) COMMENT 'first channel that an event of the session names, empty where none does. Source: curated.events',
    source LowCardinality(String) COMMENT 'campaign source beside that channel. Source: curated.events',
    medium LowCardinality(String) COMMENT 'campaign medium beside that channel. Source: curated.events',
    campaign LowCardinality(String) COMMENT 'campaign name beside that channel. Source: curated.events',
    landing_path String COMMENT 'path of the first page view. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS
WITH
    resolved AS
    (
        SELECT
            e.tenant AS tenant, e.event_id AS event_id, e.event_time AS event_time, e.kind AS kind,
            e.channel AS event_channel, e.campaign_source AS event_source, e.campaign_medium AS event_medium,
            e.campaign_name AS event_campaign, e.page_path AS event_path,
            if(i.person_key = e.person_key, i.person, e.person) AS person
        FROM curated.events AS e
        LEFT JOIN curated.identity_current AS i ON i.tenant = e.tenant AND i.person_key = e.person_key
    ),
    marked AS
    (
        SELECT
            *,
            lagInFrame(event_time, 1, toDateTime64(0, 3, 'UTC')) OVER by_time < event_time - INTERVAL 30 MINUTE AS begins
        FROM resolved
        WINDOW by_time AS
            (PARTITION BY tenant, person ORDER BY event_time, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ),
    numbered AS
    (
        SELECT
            *,
            sum(begins) OVER
                (PARTITION BY tenant, person ORDER BY event_time, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
                AS number
        FROM marked
    )
SELECT
    tenant,
    argMin(event_id, (event_time, event_id)) AS session_id,
    person,
    min(event_time) AS started_at,
    max(event_time) AS ended_at,
    dateDiff('millisecond', started_at, ended_at) / 1000 AS duration_seconds,
    count() AS events,
    countIf(kind = 'View') AS views,
    countIf(kind = 'Purchase') AS orders,
    argMinIf(event_channel, (event_time, event_id), event_channel != '') AS channel,
    argMinIf(event_source, (event_time, event_id), event_channel != '') AS source,
    argMinIf(event_medium, (event_time, event_id), event_channel != '') AS medium,
    argMinIf(event_campaign, (event_time, event_id), event_channel != '') AS campaign,
    argMinIf(event_path, (event_time, event_id), kind = 'View') AS landing_path
FROM numbered
GROUP BY tenant, person, number
COMMENT 'Visits: events of one person without a pause of more than 30 minutes';
