-- The latest message per product and campaign counts: query with FINAL.
CREATE TABLE IF NOT EXISTS curated.products
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: product.master.v1',
    product_id String COMMENT 'product, as events name it. Source: product.master.v1',
    name String COMMENT 'product name, empty where unknown. Source: product.master.v1',
    category String COMMENT 'main category, levels separated by " > ", empty where unknown. Source: product.master.v1',
    brand LowCardinality(String) COMMENT 'brand, empty where unknown. Source: product.master.v1',
    parent_id String COMMENT 'product that this one is a variant of, empty where none. Source: product.master.v1',
    gtin String COMMENT 'GTIN of 8, 12, 13 or 14 digits, empty where unknown. Source: product.master.v1',
    price Nullable(Decimal(38, 12)) COMMENT 'money per piece in price_currency now; null = unknown; by day in curated.prices. Source: product.master.v1',
    price_currency LowCardinality(String) COMMENT 'ISO 4217 code of price, empty without price. Source: product.master.v1',
    cost Nullable(Decimal(38, 12)) COMMENT 'money in cost_currency that a piece costs the tenant; null = unknown. Source: product.master.v1',
    cost_currency LowCardinality(String) COMMENT 'ISO 4217 code of cost, empty without cost. Source: product.master.v1',
    changed_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when the shop changed it. Source: product.master.v1',
    is_withdrawn Bool COMMENT 'true = no longer offered. Source: product.master.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message; the latest message of a product counts. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree(_offset)
ORDER BY (tenant, product_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Products as the shop describes them now; query with FINAL, because a product may be described again';

CREATE TABLE IF NOT EXISTS curated.campaigns
(
    tenant LowCardinality(String) COMMENT 'tenant. Source: campaign.master.v1',
    campaign_id String COMMENT 'id in the advertising platform, as links carry it in utm_id. Source: campaign.master.v1',
    name String COMMENT 'campaign name. Source: campaign.master.v1',
    codes Array(String) COMMENT 'values of utm_campaign that mean this campaign. Source: campaign.master.v1',
    channel LowCardinality(String) COMMENT 'channel, empty where unknown. Source: campaign.master.v1',
    source LowCardinality(String) COMMENT 'campaign source, empty where unknown. Source: campaign.master.v1',
    medium LowCardinality(String) COMMENT 'campaign medium, empty where unknown. Source: campaign.master.v1',
    cost_centre LowCardinality(String) COMMENT 'cost centre that pays, empty where unknown. Source: campaign.master.v1',
    objective LowCardinality(String) COMMENT 'what it is for, empty where unknown. Source: campaign.master.v1',
    start_day Nullable(Date) COMMENT 'first calendar day; null = unknown. Source: campaign.master.v1',
    end_day Nullable(Date) COMMENT 'last calendar day; null = open. Source: campaign.master.v1',
    changed_at DateTime64(3, 'UTC') COMMENT 'UTC, milliseconds: when it was changed. Source: campaign.master.v1',
    is_withdrawn Bool COMMENT 'true = no longer run. Source: campaign.master.v1',
    _topic LowCardinality(String) COMMENT 'Kafka topic of the message. Source: sink',
    _partition UInt16 COMMENT 'Kafka partition of the message. Source: sink',
    _offset UInt64 COMMENT 'Kafka offset of the message; the latest message of a campaign counts. Source: sink',
    PROJECTION sink_offsets (SELECT _topic, _partition, count(), max(_offset) GROUP BY _topic, _partition)
)
ENGINE = ReplacingMergeTree(_offset)
ORDER BY (tenant, campaign_id)
SETTINGS non_replicated_deduplication_window = 1000, deduplicate_merge_projection_mode = 'rebuild'
COMMENT 'Campaigns as marketing describes them now; query with FINAL, because a campaign may be described again';
