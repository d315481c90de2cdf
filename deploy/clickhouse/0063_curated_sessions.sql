-- A shared device stands for one person after the other, so a visit belongs to whom its keys stood for when it took place. A visit
-- is statistics: it is made of what was allowed for them.
CREATE OR REPLACE VIEW curated.sessions
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.events',
    session_id UUID COMMENT 'id of the first event. Source: curated.events',
    person UUID COMMENT 'person that the keys of the events stood for at their time. Source: curated.events, curated.identity_by_time',
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
    landing_path String COMMENT 'path of the first page view. Source: curated.events',
    agent_class LowCardinality(String) COMMENT 'bad-bot, ai-crawler, ai-agent or good-bot where an event of the session is of that class, in this order; else human, or empty where nothing is known of the client. Source: curated.events',
    country LowCardinality(String) COMMENT 'first country that an event of the session names, ISO 3166-1 alpha-2. Source: curated.events',
    device_class LowCardinality(String) COMMENT 'first class of device that an event of the session names. Source: curated.events'
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
            e.agent_class AS event_agent_class, e.country AS event_country, e.device_class AS event_device_class,
            if(i.person_key = e.person_key, i.person, e.person) AS person
        FROM curated.events AS e
        ASOF LEFT JOIN curated.identity_by_time AS i
            ON i.tenant = e.tenant AND i.person_key = e.person_key AND i.valid_from <= e.event_time
        WHERE has(e.purposes, 'analytics_store')
            AND NOT arrayExists(
                subject -> (e.tenant, subject) IN
                (
                    SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
                    FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')
                ),
                arrayPushBack(e.keys, toString(e.person)))
            AND (e.tenant, if(i.person_key = e.person_key, i.person, e.person)) NOT IN
                (SELECT tenant, person FROM curated.consent_refusals WHERE has(purposes, 'analytics_store'))
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
    argMinIf(event_path, (event_time, event_id), kind = 'View') AS landing_path,
    multiIf(
        countIf(event_agent_class = 'bad-bot') > 0, 'bad-bot',
        countIf(event_agent_class = 'ai-crawler') > 0, 'ai-crawler',
        countIf(event_agent_class = 'ai-agent') > 0, 'ai-agent',
        countIf(event_agent_class = 'good-bot') > 0, 'good-bot',
        max(event_agent_class)) AS agent_class,
    argMinIf(event_country, (event_time, event_id), event_country != '') AS country,
    argMinIf(event_device_class, (event_time, event_id), event_device_class != '') AS device_class
FROM numbered
GROUP BY tenant, person, number
COMMENT 'Visits: events of one person without a pause of more than 30 minutes, of persons who allow statistics and have not refused them since';
