-- What analysts need of events, touches and orders stands in views by purpose, so that no query goes past consent unnoticed.
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
    converted_currency LowCardinality(String) COMMENT 'ISO 4217 code of converted_value. Source: curated.events',
    product_quantities Array(Nullable(Decimal(38, 12))) COMMENT 'pieces, parallel to product_ids. Source: curated.events',
    product_prices Array(Nullable(Decimal(38, 12))) COMMENT 'money per piece, parallel to product_ids. Source: curated.events',
    product_currencies Array(LowCardinality(String)) COMMENT 'ISO 4217 codes of product_prices. Source: curated.events',
    referrer_medium LowCardinality(String) COMMENT 'search, social, video, shopping, email, ai-assistant, internal or other; empty = no referrer. Source: curated.events',
    referrer_source LowCardinality(String) COMMENT 'name of the place where it is known, such as Google. Source: curated.events',
    agent_name LowCardinality(String) COMMENT 'name of the program where it is known. Source: curated.events',
    agent_verified Bool COMMENT 'true where a signature proved the name. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, event_id, kind, name, event_time, person_key, person,
    page_host, page_path, campaign_source, campaign_medium, campaign_name, channel,
    order_id, value, currency, product_ids,
    agent_class, device_class, country, converted_value, converted_currency,
    product_quantities, product_prices, product_currencies, referrer_medium, referrer_source, agent_name, agent_verified
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
    tenant, person_key, person, event_time, event_id, is_entry, channel, source, medium, campaign, agent_class
FROM curated.touches
WHERE has(purposes, 'analytics_store')
    AND NOT arrayExists(
        subject -> (tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')
        ),
        arrayConcat(keys, [person_key, toString(person)]))
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
    tenant, person_key, person, event_time, event_id, order_id, kind, value, currency
FROM curated.conversions FINAL
WHERE has(purposes, 'analytics_store')
    AND NOT arrayExists(
        subject -> (tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'analytics_store')
        ),
        arrayConcat(keys, [person_key, toString(person)]))
COMMENT 'Orders, one row each, that the person allows to measure use of the site';

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
    product_quantities Array(Nullable(Decimal(38, 12))) COMMENT 'pieces, parallel to product_ids. Source: curated.events',
    product_prices Array(Nullable(Decimal(38, 12))) COMMENT 'money per piece, parallel to product_ids. Source: curated.events',
    product_currencies Array(LowCardinality(String)) COMMENT 'ISO 4217 codes of product_prices. Source: curated.events',
    referrer_medium LowCardinality(String) COMMENT 'search, social, video, shopping, email, ai-assistant, internal or other; empty = no referrer. Source: curated.events',
    referrer_source LowCardinality(String) COMMENT 'name of the place where it is known, such as Google. Source: curated.events',
    agent_name LowCardinality(String) COMMENT 'name of the program where it is known. Source: curated.events',
    agent_verified Bool COMMENT 'true where a signature proved the name. Source: curated.events',
    click_id LowCardinality(String) COMMENT 'which click id the landing URL carried, empty where none. Source: curated.events',
    click_ids Map(LowCardinality(String), String) COMMENT 'click ids with their values, only where ad_measurement is allowed. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, event_id, kind, name, event_time, person_key, person,
    page_host, page_path, campaign_source, campaign_medium, campaign_name, channel,
    order_id, value, currency, product_ids,
    agent_class, device_class, country, converted_value, converted_currency,
    product_quantities, product_prices, product_currencies, referrer_medium, referrer_source, agent_name, agent_verified, click_id, click_ids
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
    tenant, person_key, person, event_time, event_id, is_entry, channel, source, medium, campaign, agent_class
FROM curated.touches
WHERE has(purposes, 'ad_measurement')
    AND NOT arrayExists(
        subject -> (tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'ad_measurement')
        ),
        arrayConcat(keys, [person_key, toString(person)]))
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
    tenant, person_key, person, event_time, event_id, order_id, kind, value, currency
FROM curated.conversions FINAL
WHERE has(purposes, 'ad_measurement')
    AND NOT arrayExists(
        subject -> (tenant, subject) IN
        (
            SELECT tenant, arrayJoin(arrayPushBack(person_keys, toString(person)))
            FROM curated.consent_refusals WHERE has(purposes, 'ad_measurement')
        ),
        arrayConcat(keys, [person_key, toString(person)]))
COMMENT 'Orders, one row each, that the person allows to measure advertising';
