-- What a person refuses holds as well for the time that a shared device stood for them, as in curated.sessions: by the keys that
-- stand for them now alone, events of before would still show. Of a device that stands for them now, nothing shows of anybody:
-- rather an event too few than one too many.
-- Events bring how sure it is that no person sat there, and why; orders_net shows what remains of orders that may be shown.
CREATE OR REPLACE VIEW curated.events_analytics_store
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.events',
    event_id UUID COMMENT 'id of the event. Source: curated.events',
    kind LowCardinality(String) COMMENT 'View, Click, AddToCart, Purchase, Refund, ContentView, Identify or Custom. Source: curated.events',
    name LowCardinality(String) COMMENT 'event, page or screen name. Source: curated.events',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.events',
    person_key String COMMENT 'identity key; join curated.identity_by_time on it as of event_time. Source: curated.events',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.events',
    page_host LowCardinality(String) COMMENT 'host of the page. Source: curated.events',
    page_path String COMMENT 'path of the page. Source: curated.events',
    campaign_source LowCardinality(String) COMMENT 'campaign source (utm_source). Source: curated.events',
    campaign_medium LowCardinality(String) COMMENT 'campaign medium (utm_medium). Source: curated.events',
    campaign_name LowCardinality(String) COMMENT 'campaign name (utm_campaign). Source: curated.events',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules, empty where the event continues a visit. Source: curated.events',
    order_id String COMMENT 'order number of a purchase, or of the order that a refund belongs to, else empty. Source: curated.events',
    value Nullable(Decimal(38, 12)) COMMENT 'money in currency, negative for a refund. Source: curated.events',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: curated.events',
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events',
    agent_class LowCardinality(String) COMMENT 'human, good-bot, ai-crawler, ai-agent or bad-bot; empty where nothing is known of the client. Source: curated.events',
    device_class LowCardinality(String) COMMENT 'desktop, phone, tablet, tv, console, watch, car, headset or other; empty where unknown. Source: curated.events',
    country LowCardinality(String) COMMENT 'ISO 3166-1 alpha-2 of the address, empty where unknown. Source: curated.events',
    converted_value Nullable(Decimal(38, 12)) COMMENT 'money: value in converted_currency; null = not converted. Source: curated.events',
    converted_currency LowCardinality(String) COMMENT 'ISO 4217 code of converted_value. Source: curated.events',
    product_quantities Array(Nullable(Decimal(38, 12))) COMMENT 'pieces, parallel to product_ids. Source: curated.events',
    product_prices Array(Nullable(Decimal(38, 12))) COMMENT 'money per piece, parallel to product_ids. Source: curated.events',
    product_currencies Array(LowCardinality(String)) COMMENT 'ISO 4217 codes of product_prices. Source: curated.events',
    referrer_medium LowCardinality(String) COMMENT 'search, social, video, shopping, email, ai-assistant, internal or other; empty = no referrer. Source: curated.events',
    referrer_source LowCardinality(String) COMMENT 'name of the place where it is known, such as Google. Source: curated.events',
    agent_name LowCardinality(String) COMMENT 'name of the program where it is known. Source: curated.events',
    agent_verified Bool COMMENT 'true where a signature proved the name. Source: curated.events',
    agent_score Nullable(Float32) COMMENT 'how sure it is that no person sat there, 0–1; null where nothing is known. Source: curated.events',
    agent_reasons Array(LowCardinality(String)) COMMENT 'signals that decided, strongest first. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    e.tenant AS tenant, e.event_id AS event_id, e.kind AS kind, e.name AS name, e.event_time AS event_time,
    e.person_key AS person_key, e.person AS person, e.page_host AS page_host, e.page_path AS page_path,
    e.campaign_source AS campaign_source, e.campaign_medium AS campaign_medium, e.campaign_name AS campaign_name,
    e.channel AS channel, e.order_id AS order_id, e.value AS value, e.currency AS currency, e.product_ids AS product_ids,
    e.agent_class AS agent_class, e.device_class AS device_class, e.country AS country,
    e.converted_value AS converted_value, e.converted_currency AS converted_currency,
    e.product_quantities AS product_quantities, e.product_prices AS product_prices,
    e.product_currencies AS product_currencies, e.referrer_medium AS referrer_medium, e.referrer_source AS referrer_source,
    e.agent_name AS agent_name, e.agent_verified AS agent_verified, e.agent_score AS agent_score,
    e.agent_reasons AS agent_reasons
FROM curated.events AS e
ASOF LEFT JOIN
(
    SELECT
        tenant, person_key, valid_from,
        (tenant, person) IN (SELECT tenant, person FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')) AS refused
    FROM curated.identity_by_time
) AS i ON i.tenant = e.tenant AND i.person_key = e.person_key AND i.valid_from <= e.event_time
WHERE has(e.purposes, 'analytics_store')
    AND NOT arrayExists(
        subject -> (e.tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')
        ),
        arrayPushBack(e.keys, toString(e.person)))
    AND NOT ifNull(i.refused, false)
COMMENT 'Events that the person allows to measure use of the site';

CREATE OR REPLACE VIEW curated.touches_analytics_store
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.touches',
    person_key String COMMENT 'identity key; join curated.identity_by_time on it as of event_time. Source: curated.touches',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.touches',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.touches',
    event_id UUID COMMENT 'id of the view; a row may stand twice until parts are merged, so count ids. Source: curated.touches',
    is_entry Bool COMMENT 'true where the view itself says how the visit came about. Source: curated.touches',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules; empty = the view continues a session. Source: curated.touches',
    source LowCardinality(String) COMMENT 'campaign source (utm_source), empty where none. Source: curated.touches',
    medium LowCardinality(String) COMMENT 'campaign medium (utm_medium), empty where none. Source: curated.touches',
    campaign LowCardinality(String) COMMENT 'campaign name (utm_campaign), empty where none. Source: curated.touches',
    agent_class LowCardinality(String) COMMENT 'human, good-bot, ai-crawler, ai-agent or bad-bot; empty where nothing is known of the client. Source: curated.touches'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    e.tenant AS tenant, e.person_key AS person_key, e.person AS person, e.event_time AS event_time, e.event_id AS event_id,
    e.is_entry AS is_entry, e.channel AS channel, e.source AS source, e.medium AS medium, e.campaign AS campaign,
    e.agent_class AS agent_class
FROM curated.touches AS e
ASOF LEFT JOIN
(
    SELECT
        tenant, person_key, valid_from,
        (tenant, person) IN (SELECT tenant, person FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')) AS refused
    FROM curated.identity_by_time
) AS i ON i.tenant = e.tenant AND i.person_key = e.person_key AND i.valid_from <= e.event_time
WHERE has(e.purposes, 'analytics_store')
    AND NOT arrayExists(
        subject -> (e.tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')
        ),
        arrayConcat(e.keys, [e.person_key, toString(e.person)]))
    AND NOT ifNull(i.refused, false)
COMMENT 'Page and screen views that the person allows to measure use of the site';

CREATE OR REPLACE VIEW curated.conversions_analytics_store
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.conversions',
    person_key String COMMENT 'identity key; join curated.identity_by_time on it as of event_time. Source: curated.conversions',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.conversions',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.conversions',
    event_id UUID COMMENT 'id of the conversion, once. Source: curated.conversions',
    order_id String COMMENT 'order number. Source: curated.conversions',
    kind LowCardinality(String) COMMENT 'Purchase. Source: curated.conversions',
    value Decimal(38, 12) COMMENT 'money in currency: order total as sent. Source: curated.conversions',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: curated.conversions'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    e.tenant AS tenant, e.person_key AS person_key, e.person AS person, e.event_time AS event_time, e.event_id AS event_id,
    e.order_id AS order_id, e.kind AS kind, e.value AS value, e.currency AS currency
FROM curated.conversions AS e FINAL
ASOF LEFT JOIN
(
    SELECT
        tenant, person_key, valid_from,
        (tenant, person) IN (SELECT tenant, person FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')) AS refused
    FROM curated.identity_by_time
) AS i ON i.tenant = e.tenant AND i.person_key = e.person_key AND i.valid_from <= e.event_time
WHERE has(e.purposes, 'analytics_store')
    AND NOT arrayExists(
        subject -> (e.tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')
        ),
        arrayConcat(e.keys, [e.person_key, toString(e.person)]))
    AND NOT ifNull(i.refused, false)
COMMENT 'Orders, one row each, that the person allows to measure use of the site';

CREATE OR REPLACE VIEW curated.events_ad_measurement
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.events',
    event_id UUID COMMENT 'id of the event. Source: curated.events',
    kind LowCardinality(String) COMMENT 'View, Click, AddToCart, Purchase, Refund, ContentView, Identify or Custom. Source: curated.events',
    name LowCardinality(String) COMMENT 'event, page or screen name. Source: curated.events',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.events',
    person_key String COMMENT 'identity key; join curated.identity_by_time on it as of event_time. Source: curated.events',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.events',
    page_host LowCardinality(String) COMMENT 'host of the page. Source: curated.events',
    page_path String COMMENT 'path of the page. Source: curated.events',
    campaign_source LowCardinality(String) COMMENT 'campaign source (utm_source). Source: curated.events',
    campaign_medium LowCardinality(String) COMMENT 'campaign medium (utm_medium). Source: curated.events',
    campaign_name LowCardinality(String) COMMENT 'campaign name (utm_campaign). Source: curated.events',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules, empty where the event continues a visit. Source: curated.events',
    order_id String COMMENT 'order number of a purchase, or of the order that a refund belongs to, else empty. Source: curated.events',
    value Nullable(Decimal(38, 12)) COMMENT 'money in currency, negative for a refund. Source: curated.events',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: curated.events',
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events',
    agent_class LowCardinality(String) COMMENT 'human, good-bot, ai-crawler, ai-agent or bad-bot; empty where nothing is known of the client. Source: curated.events',
    device_class LowCardinality(String) COMMENT 'desktop, phone, tablet, tv, console, watch, car, headset or other; empty where unknown. Source: curated.events',
    country LowCardinality(String) COMMENT 'ISO 3166-1 alpha-2 of the address, empty where unknown. Source: curated.events',
    converted_value Nullable(Decimal(38, 12)) COMMENT 'money: value in converted_currency; null = not converted. Source: curated.events',
    converted_currency LowCardinality(String) COMMENT 'ISO 4217 code of converted_value. Source: curated.events',
    product_quantities Array(Nullable(Decimal(38, 12))) COMMENT 'pieces, parallel to product_ids. Source: curated.events',
    product_prices Array(Nullable(Decimal(38, 12))) COMMENT 'money per piece, parallel to product_ids. Source: curated.events',
    product_currencies Array(LowCardinality(String)) COMMENT 'ISO 4217 codes of product_prices. Source: curated.events',
    referrer_medium LowCardinality(String) COMMENT 'search, social, video, shopping, email, ai-assistant, internal or other; empty = no referrer. Source: curated.events',
    referrer_source LowCardinality(String) COMMENT 'name of the place where it is known, such as Google. Source: curated.events',
    agent_name LowCardinality(String) COMMENT 'name of the program where it is known. Source: curated.events',
    agent_verified Bool COMMENT 'true where a signature proved the name. Source: curated.events',
    agent_score Nullable(Float32) COMMENT 'how sure it is that no person sat there, 0–1; null where nothing is known. Source: curated.events',
    agent_reasons Array(LowCardinality(String)) COMMENT 'signals that decided, strongest first. Source: curated.events',
    click_id LowCardinality(String) COMMENT 'which click id the landing URL carried, empty where none. Source: curated.events',
    click_ids Map(LowCardinality(String), String) COMMENT 'click ids with their values, only where ad_measurement is allowed. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    e.tenant AS tenant, e.event_id AS event_id, e.kind AS kind, e.name AS name, e.event_time AS event_time,
    e.person_key AS person_key, e.person AS person, e.page_host AS page_host, e.page_path AS page_path,
    e.campaign_source AS campaign_source, e.campaign_medium AS campaign_medium, e.campaign_name AS campaign_name,
    e.channel AS channel, e.order_id AS order_id, e.value AS value, e.currency AS currency, e.product_ids AS product_ids,
    e.agent_class AS agent_class, e.device_class AS device_class, e.country AS country,
    e.converted_value AS converted_value, e.converted_currency AS converted_currency,
    e.product_quantities AS product_quantities, e.product_prices AS product_prices,
    e.product_currencies AS product_currencies, e.referrer_medium AS referrer_medium, e.referrer_source AS referrer_source,
    e.agent_name AS agent_name, e.agent_verified AS agent_verified, e.agent_score AS agent_score,
    e.agent_reasons AS agent_reasons, e.click_id AS click_id, e.click_ids AS click_ids
FROM curated.events AS e
ASOF LEFT JOIN
(
    SELECT
        tenant, person_key, valid_from,
        (tenant, person) IN (SELECT tenant, person FROM curated.consent_refusals WHERE has(purposes, 'ad_measurement')) AS refused
    FROM curated.identity_by_time
) AS i ON i.tenant = e.tenant AND i.person_key = e.person_key AND i.valid_from <= e.event_time
WHERE has(e.purposes, 'ad_measurement')
    AND NOT arrayExists(
        subject -> (e.tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'ad_measurement')
        ),
        arrayPushBack(e.keys, toString(e.person)))
    AND NOT ifNull(i.refused, false)
COMMENT 'Events that the person allows to measure advertising';

CREATE OR REPLACE VIEW curated.touches_ad_measurement
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.touches',
    person_key String COMMENT 'identity key; join curated.identity_by_time on it as of event_time. Source: curated.touches',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.touches',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.touches',
    event_id UUID COMMENT 'id of the view; a row may stand twice until parts are merged, so count ids. Source: curated.touches',
    is_entry Bool COMMENT 'true where the view itself says how the visit came about. Source: curated.touches',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules; empty = the view continues a session. Source: curated.touches',
    source LowCardinality(String) COMMENT 'campaign source (utm_source), empty where none. Source: curated.touches',
    medium LowCardinality(String) COMMENT 'campaign medium (utm_medium), empty where none. Source: curated.touches',
    campaign LowCardinality(String) COMMENT 'campaign name (utm_campaign), empty where none. Source: curated.touches',
    agent_class LowCardinality(String) COMMENT 'human, good-bot, ai-crawler, ai-agent or bad-bot; empty where nothing is known of the client. Source: curated.touches'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    e.tenant AS tenant, e.person_key AS person_key, e.person AS person, e.event_time AS event_time, e.event_id AS event_id,
    e.is_entry AS is_entry, e.channel AS channel, e.source AS source, e.medium AS medium, e.campaign AS campaign,
    e.agent_class AS agent_class
FROM curated.touches AS e
ASOF LEFT JOIN
(
    SELECT
        tenant, person_key, valid_from,
        (tenant, person) IN (SELECT tenant, person FROM curated.consent_refusals WHERE has(purposes, 'ad_measurement')) AS refused
    FROM curated.identity_by_time
) AS i ON i.tenant = e.tenant AND i.person_key = e.person_key AND i.valid_from <= e.event_time
WHERE has(e.purposes, 'ad_measurement')
    AND NOT arrayExists(
        subject -> (e.tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'ad_measurement')
        ),
        arrayConcat(e.keys, [e.person_key, toString(e.person)]))
    AND NOT ifNull(i.refused, false)
COMMENT 'Page and screen views that the person allows to measure advertising';

CREATE OR REPLACE VIEW curated.conversions_ad_measurement
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.conversions',
    person_key String COMMENT 'identity key; join curated.identity_by_time on it as of event_time. Source: curated.conversions',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.conversions',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.conversions',
    event_id UUID COMMENT 'id of the conversion, once. Source: curated.conversions',
    order_id String COMMENT 'order number. Source: curated.conversions',
    kind LowCardinality(String) COMMENT 'Purchase. Source: curated.conversions',
    value Decimal(38, 12) COMMENT 'money in currency: order total as sent. Source: curated.conversions',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: curated.conversions'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    e.tenant AS tenant, e.person_key AS person_key, e.person AS person, e.event_time AS event_time, e.event_id AS event_id,
    e.order_id AS order_id, e.kind AS kind, e.value AS value, e.currency AS currency
FROM curated.conversions AS e FINAL
ASOF LEFT JOIN
(
    SELECT
        tenant, person_key, valid_from,
        (tenant, person) IN (SELECT tenant, person FROM curated.consent_refusals WHERE has(purposes, 'ad_measurement')) AS refused
    FROM curated.identity_by_time
) AS i ON i.tenant = e.tenant AND i.person_key = e.person_key AND i.valid_from <= e.event_time
WHERE has(e.purposes, 'ad_measurement')
    AND NOT arrayExists(
        subject -> (e.tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'ad_measurement')
        ),
        arrayConcat(e.keys, [e.person_key, toString(e.person)]))
    AND NOT ifNull(i.refused, false)
COMMENT 'Orders, one row each, that the person allows to measure advertising';

CREATE OR REPLACE VIEW curated.events_ad_profile
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.events',
    event_id UUID COMMENT 'id of the event. Source: curated.events',
    kind LowCardinality(String) COMMENT 'View, Click, AddToCart, Purchase, Refund, ContentView, Identify or Custom. Source: curated.events',
    name LowCardinality(String) COMMENT 'event, page or screen name. Source: curated.events',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.events',
    person_key String COMMENT 'identity key; join curated.identity_by_time on it as of event_time. Source: curated.events',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.events',
    page_host LowCardinality(String) COMMENT 'host of the page. Source: curated.events',
    page_path String COMMENT 'path of the page. Source: curated.events',
    campaign_source LowCardinality(String) COMMENT 'campaign source (utm_source). Source: curated.events',
    campaign_medium LowCardinality(String) COMMENT 'campaign medium (utm_medium). Source: curated.events',
    campaign_name LowCardinality(String) COMMENT 'campaign name (utm_campaign). Source: curated.events',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules, empty where the event continues a visit. Source: curated.events',
    order_id String COMMENT 'order number of a purchase, or of the order that a refund belongs to, else empty. Source: curated.events',
    value Nullable(Decimal(38, 12)) COMMENT 'money in currency, negative for a refund. Source: curated.events',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: curated.events',
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events',
    agent_class LowCardinality(String) COMMENT 'human, good-bot, ai-crawler, ai-agent or bad-bot; empty where nothing is known of the client. Source: curated.events',
    device_class LowCardinality(String) COMMENT 'desktop, phone, tablet, tv, console, watch, car, headset or other; empty where unknown. Source: curated.events',
    country LowCardinality(String) COMMENT 'ISO 3166-1 alpha-2 of the address, empty where unknown. Source: curated.events',
    converted_value Nullable(Decimal(38, 12)) COMMENT 'money: value in converted_currency; null = not converted. Source: curated.events',
    converted_currency LowCardinality(String) COMMENT 'ISO 4217 code of converted_value. Source: curated.events',
    product_quantities Array(Nullable(Decimal(38, 12))) COMMENT 'pieces, parallel to product_ids. Source: curated.events',
    product_prices Array(Nullable(Decimal(38, 12))) COMMENT 'money per piece, parallel to product_ids. Source: curated.events',
    product_currencies Array(LowCardinality(String)) COMMENT 'ISO 4217 codes of product_prices. Source: curated.events',
    referrer_medium LowCardinality(String) COMMENT 'search, social, video, shopping, email, ai-assistant, internal or other; empty = no referrer. Source: curated.events',
    referrer_source LowCardinality(String) COMMENT 'name of the place where it is known, such as Google. Source: curated.events',
    agent_name LowCardinality(String) COMMENT 'name of the program where it is known. Source: curated.events',
    agent_verified Bool COMMENT 'true where a signature proved the name. Source: curated.events',
    agent_score Nullable(Float32) COMMENT 'how sure it is that no person sat there, 0–1; null where nothing is known. Source: curated.events',
    agent_reasons Array(LowCardinality(String)) COMMENT 'signals that decided, strongest first. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    e.tenant AS tenant, e.event_id AS event_id, e.kind AS kind, e.name AS name, e.event_time AS event_time,
    e.person_key AS person_key, e.person AS person, e.page_host AS page_host, e.page_path AS page_path,
    e.campaign_source AS campaign_source, e.campaign_medium AS campaign_medium, e.campaign_name AS campaign_name,
    e.channel AS channel, e.order_id AS order_id, e.value AS value, e.currency AS currency, e.product_ids AS product_ids,
    e.agent_class AS agent_class, e.device_class AS device_class, e.country AS country,
    e.converted_value AS converted_value, e.converted_currency AS converted_currency,
    e.product_quantities AS product_quantities, e.product_prices AS product_prices,
    e.product_currencies AS product_currencies, e.referrer_medium AS referrer_medium, e.referrer_source AS referrer_source,
    e.agent_name AS agent_name, e.agent_verified AS agent_verified, e.agent_score AS agent_score,
    e.agent_reasons AS agent_reasons
FROM curated.events AS e
ASOF LEFT JOIN
(
    SELECT
        tenant, person_key, valid_from,
        (tenant, person) IN (SELECT tenant, person FROM curated.consent_refusals WHERE has(purposes, 'ad_profile')) AS refused
    FROM curated.identity_by_time
) AS i ON i.tenant = e.tenant AND i.person_key = e.person_key AND i.valid_from <= e.event_time
WHERE has(e.purposes, 'ad_profile')
    AND NOT arrayExists(
        subject -> (e.tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'ad_profile')
        ),
        arrayPushBack(e.keys, toString(e.person)))
    AND NOT ifNull(i.refused, false)
COMMENT 'Events that the person allows to build advertising profiles';

CREATE OR REPLACE VIEW curated.events_user_data_upload
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.events',
    event_id UUID COMMENT 'id of the event. Source: curated.events',
    kind LowCardinality(String) COMMENT 'View, Click, AddToCart, Purchase, Refund, ContentView, Identify or Custom. Source: curated.events',
    name LowCardinality(String) COMMENT 'event, page or screen name. Source: curated.events',
    event_time DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds. Source: curated.events',
    person_key String COMMENT 'identity key; join curated.identity_by_time on it as of event_time. Source: curated.events',
    person UUID COMMENT 'person of person_key as long as nothing links it. Source: curated.events',
    page_host LowCardinality(String) COMMENT 'host of the page. Source: curated.events',
    page_path String COMMENT 'path of the page. Source: curated.events',
    campaign_source LowCardinality(String) COMMENT 'campaign source (utm_source). Source: curated.events',
    campaign_medium LowCardinality(String) COMMENT 'campaign medium (utm_medium). Source: curated.events',
    campaign_name LowCardinality(String) COMMENT 'campaign name (utm_campaign). Source: curated.events',
    channel LowCardinality(String) COMMENT 'channel by the tenant''s rules, empty where the event continues a visit. Source: curated.events',
    order_id String COMMENT 'order number of a purchase, or of the order that a refund belongs to, else empty. Source: curated.events',
    value Nullable(Decimal(38, 12)) COMMENT 'money in currency, negative for a refund. Source: curated.events',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of value. Source: curated.events',
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events',
    agent_class LowCardinality(String) COMMENT 'human, good-bot, ai-crawler, ai-agent or bad-bot; empty where nothing is known of the client. Source: curated.events',
    device_class LowCardinality(String) COMMENT 'desktop, phone, tablet, tv, console, watch, car, headset or other; empty where unknown. Source: curated.events',
    country LowCardinality(String) COMMENT 'ISO 3166-1 alpha-2 of the address, empty where unknown. Source: curated.events',
    converted_value Nullable(Decimal(38, 12)) COMMENT 'money: value in converted_currency; null = not converted. Source: curated.events',
    converted_currency LowCardinality(String) COMMENT 'ISO 4217 code of converted_value. Source: curated.events',
    product_quantities Array(Nullable(Decimal(38, 12))) COMMENT 'pieces, parallel to product_ids. Source: curated.events',
    product_prices Array(Nullable(Decimal(38, 12))) COMMENT 'money per piece, parallel to product_ids. Source: curated.events',
    product_currencies Array(LowCardinality(String)) COMMENT 'ISO 4217 codes of product_prices. Source: curated.events',
    referrer_medium LowCardinality(String) COMMENT 'search, social, video, shopping, email, ai-assistant, internal or other; empty = no referrer. Source: curated.events',
    referrer_source LowCardinality(String) COMMENT 'name of the place where it is known, such as Google. Source: curated.events',
    agent_name LowCardinality(String) COMMENT 'name of the program where it is known. Source: curated.events',
    agent_verified Bool COMMENT 'true where a signature proved the name. Source: curated.events',
    agent_score Nullable(Float32) COMMENT 'how sure it is that no person sat there, 0–1; null where nothing is known. Source: curated.events',
    agent_reasons Array(LowCardinality(String)) COMMENT 'signals that decided, strongest first. Source: curated.events',
    click_id LowCardinality(String) COMMENT 'which click id the landing URL carried, empty where none. Source: curated.events',
    click_ids Map(LowCardinality(String), String) COMMENT 'click ids with their values, only where ad_measurement is allowed. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    e.tenant AS tenant, e.event_id AS event_id, e.kind AS kind, e.name AS name, e.event_time AS event_time,
    e.person_key AS person_key, e.person AS person, e.page_host AS page_host, e.page_path AS page_path,
    e.campaign_source AS campaign_source, e.campaign_medium AS campaign_medium, e.campaign_name AS campaign_name,
    e.channel AS channel, e.order_id AS order_id, e.value AS value, e.currency AS currency, e.product_ids AS product_ids,
    e.agent_class AS agent_class, e.device_class AS device_class, e.country AS country,
    e.converted_value AS converted_value, e.converted_currency AS converted_currency,
    e.product_quantities AS product_quantities, e.product_prices AS product_prices,
    e.product_currencies AS product_currencies, e.referrer_medium AS referrer_medium, e.referrer_source AS referrer_source,
    e.agent_name AS agent_name, e.agent_verified AS agent_verified, e.agent_score AS agent_score,
    e.agent_reasons AS agent_reasons, e.click_id AS click_id, e.click_ids AS click_ids
FROM curated.events AS e
ASOF LEFT JOIN
(
    SELECT
        tenant, person_key, valid_from,
        (tenant, person) IN (SELECT tenant, person FROM curated.consent_refusals WHERE has(purposes, 'user_data_upload')) AS refused
    FROM curated.identity_by_time
) AS i ON i.tenant = e.tenant AND i.person_key = e.person_key AND i.valid_from <= e.event_time
WHERE has(e.purposes, 'user_data_upload')
    AND NOT arrayExists(
        subject -> (e.tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'user_data_upload')
        ),
        arrayPushBack(e.keys, toString(e.person)))
    AND NOT ifNull(i.refused, false)
COMMENT 'Events that the person allows to be sent to advertising platforms';

CREATE OR REPLACE VIEW curated.orders_net
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: curated.conversions_analytics_store',
    order_id String COMMENT 'order number. Source: curated.conversions_analytics_store',
    currency LowCardinality(String) COMMENT 'ISO 4217 code of the amounts. Source: curated.conversions_analytics_store',
    ordered_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when it was placed. Source: curated.conversions_analytics_store',
    gross Decimal(38, 12) COMMENT 'money: the order as placed. Source: curated.conversions_analytics_store',
    refunded Decimal(38, 12) COMMENT 'money: what was given back for it. Source: curated.refunds',
    net Decimal(38, 12) COMMENT 'money: what remains. Source: derived'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS
WITH
    placed AS
    (
        SELECT tenant, order_id, currency, event_time, value FROM curated.conversions_analytics_store
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
COMMENT 'What remains of each order that the person allows to measure use of the site, after refunds in its currency';
