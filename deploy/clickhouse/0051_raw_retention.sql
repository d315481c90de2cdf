-- How long the content of a message is kept is its tenant's to say (retention documents, `rawDays`). A TTL can ask no document,
-- so the days stand in the row: the sink writes them, and a change of the document updates those of older rows.
-- All rows of one tenant and day end at one instant, so a part is rewritten once per length, not once per row.
ALTER TABLE raw.messages ADD COLUMN IF NOT EXISTS keep_days UInt16 DEFAULT 30 COMMENT 'whole days (UTC) after the day of receipt that key, headers and value are kept. Source: retention document of the tenant, 30 without one';

ALTER TABLE raw.messages MODIFY COLUMN IF EXISTS key TTL toDateTime(toDate(received_at) + keep_days + 1, 'UTC');

ALTER TABLE raw.messages MODIFY COLUMN IF EXISTS event_id TTL toDateTime(toDate(received_at) + keep_days + 1, 'UTC');

ALTER TABLE raw.messages MODIFY COLUMN IF EXISTS trace_id TTL toDateTime(toDate(received_at) + keep_days + 1, 'UTC');

ALTER TABLE raw.messages MODIFY COLUMN IF EXISTS headers TTL toDateTime(toDate(received_at) + keep_days + 1, 'UTC');

ALTER TABLE raw.messages MODIFY COLUMN IF EXISTS value TTL toDateTime(toDate(received_at) + keep_days + 1, 'UTC');

-- Topic, partition, offset, tenant and times stay for at least 30 days: the table is the ledger of the sink, and must not
-- forget what it has taken while the broker still has it.
ALTER TABLE raw.messages MODIFY TTL toDateTime(toDate(received_at) + greatest(keep_days, 30) + 1, 'UTC');

ALTER TABLE raw.messages MODIFY SETTING ttl_only_drop_parts = 0;
