-- What a decision on consent rests on, so that it can be proved from the row. Rows from before hold the empty value of each column.
ALTER TABLE curated.events
    ADD COLUMN IF NOT EXISTS consent_region LowCardinality(String) COMMENT 'region that the decision rests on: ISO 3166, EEA or unknown; empty before it was kept. Source: consent decision at the door' AFTER consent_reason,
    ADD COLUMN IF NOT EXISTS consent_mode LowCardinality(String) DEFAULT 'identified' COMMENT 'identified, or cookieless: then person_key is an id of the day and nothing that the client said about the person was kept. Source: consent decision at the door' AFTER consent_region,
    ADD COLUMN IF NOT EXISTS consent_signals String COMMENT 'JSON array of every consent signal: type, raw as sent, parsed in plain names, purposes granted and refused; read with JSONExtract. Source: consent decision at the door' CODEC(ZSTD(3)) AFTER consent_mode,
    ADD COLUMN IF NOT EXISTS consent_destinations Array(LowCardinality(String)) COMMENT 'destination documents that the event may be forwarded to. Source: consent decision at the door' AFTER consent_signals;
