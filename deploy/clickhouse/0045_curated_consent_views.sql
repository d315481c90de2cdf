-- As before, but without events of persons who have refused the purpose since, under this key or another one of theirs. What a
-- later statement allows again is read again, as far as the event itself allowed it.
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
        LEFT JOIN curated.identity_current AS i ON i.tenant = e.tenant AND i.person_key = e.person_key
        WHERE NOT arrayExists(
                subject -> (e.tenant, subject) IN
                (
                    SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
                    FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')
                ),
                arrayPushBack(e.keys, toString(e.person)))
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
COMMENT 'Visits: events of one person without a pause of more than 30 minutes, of persons who have not refused statistics since';

CREATE OR REPLACE VIEW curated.events_analytics_store
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.events',
    event_id UUID COMMENT 'id of the event. Source: curated.events',
    kind LowCardinality(String) COMMENT 'View, Click, AddToCart, Purchase, ContentView, Identify or Custom. Source: curated.events',
    name LowCardinality(String) COMMENT 'event, page or screen name. Source: curated.events',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.events',
    person_key String COMMENT 'identity key; join curated.identity_current on it. Source: curated.events',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.events',
    page_host LowCardinality(String) COMMENT 'host of the page. Source: curated.events',
    page_path String COMMENT 'path of the page. Source: curated.events',
    campaign_source LowCardinality(String) COMMENT 'campaign source (utm_source). Source: curated.events',
    campaign_medium LowCardinality(String) COMMENT 'campaign medium (utm_medium). Source: curated.events',
    campaign_name LowCardinality(String) COMMENT 'campaign name (utm_campaign). Source: curated.events',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules, empty where the event continues a visit. Source: curated.events',
    order_id String COMMENT 'order number of a purchase, else empty. Source: curated.events',
    value Nullable(Decimal(38, 12)) COMMENT 'money in currency. Source: curated.events',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: curated.events',
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events',
    agent_class LowCardinality(String) COMMENT 'human, good-bot, ai-crawler, ai-agent or bad-bot; empty where nothing is known of the client. Source: curated.events',
    device_class LowCardinality(String) COMMENT 'desktop, phone, tablet, tv, console, watch, car, headset or other; empty where unknown. Source: curated.events',
    country LowCardinality(String) COMMENT 'ISO 3166-1 alpha-2 of the address, empty where unknown. Source: curated.events',
    converted_value Nullable(Decimal(38, 12)) COMMENT 'money: value in converted_currency; null = not converted. Source: curated.events',
    converted_currency LowCardinality(String) COMMENT 'ISO 4217 code of converted_value. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, event_id, kind, name, event_time, person_key, person,
    page_host, page_path, campaign_source, campaign_medium, campaign_name, channel,
    order_id, value, currency, product_ids,
    agent_class, device_class, country, converted_value, converted_currency
FROM curated.events
WHERE has(purposes, 'analytics_store')
    AND NOT arrayExists(
        subject -> (tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')
        ),
        arrayPushBack(keys, toString(person)))
COMMENT 'Events that the person allows to measure use of the site';

CREATE OR REPLACE VIEW curated.events_ad_measurement
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.events',
    event_id UUID COMMENT 'id of the event. Source: curated.events',
    kind LowCardinality(String) COMMENT 'View, Click, AddToCart, Purchase, ContentView, Identify or Custom. Source: curated.events',
    name LowCardinality(String) COMMENT 'event, page or screen name. Source: curated.events',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.events',
    person_key String COMMENT 'identity key; join curated.identity_current on it. Source: curated.events',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.events',
    page_host LowCardinality(String) COMMENT 'host of the page. Source: curated.events',
    page_path String COMMENT 'path of the page. Source: curated.events',
    campaign_source LowCardinality(String) COMMENT 'campaign source (utm_source). Source: curated.events',
    campaign_medium LowCardinality(String) COMMENT 'campaign medium (utm_medium). Source: curated.events',
    campaign_name LowCardinality(String) COMMENT 'campaign name (utm_campaign). Source: curated.events',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules, empty where the event continues a visit. Source: curated.events',
    order_id String COMMENT 'order number of a purchase, else empty. Source: curated.events',
    value Nullable(Decimal(38, 12)) COMMENT 'money in currency. Source: curated.events',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: curated.events',
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events',
    agent_class LowCardinality(String) COMMENT 'human, good-bot, ai-crawler, ai-agent or bad-bot; empty where nothing is known of the client. Source: curated.events',
    device_class LowCardinality(String) COMMENT 'desktop, phone, tablet, tv, console, watch, car, headset or other; empty where unknown. Source: curated.events',
    country LowCardinality(String) COMMENT 'ISO 3166-1 alpha-2 of the address, empty where unknown. Source: curated.events',
    converted_value Nullable(Decimal(38, 12)) COMMENT 'money: value in converted_currency; null = not converted. Source: curated.events',
    converted_currency LowCardinality(String) COMMENT 'ISO 4217 code of converted_value. Source: curated.events',
    click_id LowCardinality(String) COMMENT 'which click id the landing URL carried, empty where none. Source: curated.events',
    click_ids Map(LowCardinality(String), String) COMMENT 'click ids with their values, only where ad_measurement is allowed. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, event_id, kind, name, event_time, person_key, person,
    page_host, page_path, campaign_source, campaign_medium, campaign_name, channel,
    order_id, value, currency, product_ids,
    agent_class, device_class, country, converted_value, converted_currency, click_id, click_ids
FROM curated.events
WHERE has(purposes, 'ad_measurement')
    AND NOT arrayExists(
        subject -> (tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'ad_measurement')
        ),
        arrayPushBack(keys, toString(person)))
COMMENT 'Events that the person allows to measure advertising';

CREATE OR REPLACE VIEW curated.events_ad_profile
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.events',
    event_id UUID COMMENT 'id of the event. Source: curated.events',
    kind LowCardinality(String) COMMENT 'View, Click, AddToCart, Purchase, ContentView, Identify or Custom. Source: curated.events',
    name LowCardinality(String) COMMENT 'event, page or screen name. Source: curated.events',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.events',
    person_key String COMMENT 'identity key; join curated.identity_current on it. Source: curated.events',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.events',
    page_host LowCardinality(String) COMMENT 'host of the page. Source: curated.events',
    page_path String COMMENT 'path of the page. Source: curated.events',
    campaign_source LowCardinality(String) COMMENT 'campaign source (utm_source). Source: curated.events',
    campaign_medium LowCardinality(String) COMMENT 'campaign medium (utm_medium). Source: curated.events',
    campaign_name LowCardinality(String) COMMENT 'campaign name (utm_campaign). Source: curated.events',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules, empty where the event continues a visit. Source: curated.events',
    order_id String COMMENT 'order number of a purchase, else empty. Source: curated.events',
    value Nullable(Decimal(38, 12)) COMMENT 'money in currency. Source: curated.events',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: curated.events',
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events',
    agent_class LowCardinality(String) COMMENT 'human, good-bot, ai-crawler, ai-agent or bad-bot; empty where nothing is known of the client. Source: curated.events',
    device_class LowCardinality(String) COMMENT 'desktop, phone, tablet, tv, console, watch, car, headset or other; empty where unknown. Source: curated.events',
    country LowCardinality(String) COMMENT 'ISO 3166-1 alpha-2 of the address, empty where unknown. Source: curated.events',
    converted_value Nullable(Decimal(38, 12)) COMMENT 'money: value in converted_currency; null = not converted. Source: curated.events',
    converted_currency LowCardinality(String) COMMENT 'ISO 4217 code of converted_value. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, event_id, kind, name, event_time, person_key, person,
    page_host, page_path, campaign_source, campaign_medium, campaign_name, channel,
    order_id, value, currency, product_ids,
    agent_class, device_class, country, converted_value, converted_currency
FROM curated.events
WHERE has(purposes, 'ad_profile')
    AND NOT arrayExists(
        subject -> (tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'ad_profile')
        ),
        arrayPushBack(keys, toString(person)))
COMMENT 'Events that the person allows to build advertising profiles';

CREATE OR REPLACE VIEW curated.events_user_data_upload
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.events',
    event_id UUID COMMENT 'id of the event. Source: curated.events',
    kind LowCardinality(String) COMMENT 'View, Click, AddToCart, Purchase, ContentView, Identify or Custom. Source: curated.events',
    name LowCardinality(String) COMMENT 'event, page or screen name. Source: curated.events',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.events',
    person_key String COMMENT 'identity key; join curated.identity_current on it. Source: curated.events',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.events',
    page_host LowCardinality(String) COMMENT 'host of the page. Source: curated.events',
    page_path String COMMENT 'path of the page. Source: curated.events',
    campaign_source LowCardinality(String) COMMENT 'campaign source (utm_source). Source: curated.events',
    campaign_medium LowCardinality(String) COMMENT 'campaign medium (utm_medium). Source: curated.events',
    campaign_name LowCardinality(String) COMMENT 'campaign name (utm_campaign). Source: curated.events',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules, empty where the event continues a visit. Source: curated.events',
    order_id String COMMENT 'order number of a purchase, else empty. Source: curated.events',
    value Nullable(Decimal(38, 12)) COMMENT 'money in currency. Source: curated.events',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: curated.events',
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events',
    agent_class LowCardinality(String) COMMENT 'human, good-bot, ai-crawler, ai-agent or bad-bot; empty where nothing is known of the client. Source: curated.events',
    device_class LowCardinality(String) COMMENT 'desktop, phone, tablet, tv, console, watch, car, headset or other; empty where unknown. Source: curated.events',
    country LowCardinality(String) COMMENT 'ISO 3166-1 alpha-2 of the address, empty where unknown. Source: curated.events',
    converted_value Nullable(Decimal(38, 12)) COMMENT 'money: value in converted_currency; null = not converted. Source: curated.events',
    converted_currency LowCardinality(String) COMMENT 'ISO 4217 code of converted_value. Source: curated.events',
    click_id LowCardinality(String) COMMENT 'which click id the landing URL carried, empty where none. Source: curated.events',
    click_ids Map(LowCardinality(String), String) COMMENT 'click ids with their values, only where ad_measurement is allowed. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, event_id, kind, name, event_time, person_key, person,
    page_host, page_path, campaign_source, campaign_medium, campaign_name, channel,
    order_id, value, currency, product_ids,
    agent_class, device_class, country, converted_value, converted_currency, click_id, click_ids
FROM curated.events
WHERE has(purposes, 'user_data_upload')
    AND NOT arrayExists(
        subject -> (tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'user_data_upload')
        ),
        arrayPushBack(keys, toString(person)))
COMMENT 'Events that the person allows to be sent to advertising platforms';
