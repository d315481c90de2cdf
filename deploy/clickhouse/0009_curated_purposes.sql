-- One view per purpose: roles are granted the view of the purpose they serve, never the table behind it. The views leave out
-- addresses, user agents and free properties, which no purpose here needs.
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
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, event_id, kind, name, event_time, person_key, person,
    page_host, page_path, campaign_source, campaign_medium, campaign_name, channel,
    order_id, value, currency, product_ids
FROM curated.events WHERE has(purposes, 'analytics_store')
COMMENT 'Events that the person allowed to measure use of the site';

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
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, event_id, kind, name, event_time, person_key, person,
    page_host, page_path, campaign_source, campaign_medium, campaign_name, channel,
    order_id, value, currency, product_ids
FROM curated.events WHERE has(purposes, 'ad_measurement')
COMMENT 'Events that the person allowed to measure advertising';

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
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, event_id, kind, name, event_time, person_key, person,
    page_host, page_path, campaign_source, campaign_medium, campaign_name, channel,
    order_id, value, currency, product_ids
FROM curated.events WHERE has(purposes, 'ad_profile')
COMMENT 'Events that the person allowed to build advertising profiles';

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
    product_ids Array(String) COMMENT 'products of the event. Source: curated.events'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    tenant, event_id, kind, name, event_time, person_key, person,
    page_host, page_path, campaign_source, campaign_medium, campaign_name, channel,
    order_id, value, currency, product_ids
FROM curated.events WHERE has(purposes, 'user_data_upload')
COMMENT 'Events that the person allowed to be sent to advertising platforms';
