-- Journeys are built for a purpose. A refusal under any key of an event holds for the touch and the order it became, so they keep
-- all of its keys, as curated.events does. Rows from before hold none beside the one that orders them.
ALTER TABLE curated.touches
    ADD COLUMN IF NOT EXISTS keys Array(String) COMMENT 'all identity keys of the view, strongest first; empty before they were kept. Source: tracking.event.v1' AFTER person;
ALTER TABLE curated.conversions
    ADD COLUMN IF NOT EXISTS keys Array(String) COMMENT 'all identity keys of the conversion, strongest first; empty before they were kept. Source: tracking.event.v1' AFTER person;
ALTER TABLE curated.refunds
    ADD COLUMN IF NOT EXISTS keys Array(String) COMMENT 'all identity keys of the refund, strongest first; empty before they were kept. Source: tracking.event.v1' AFTER person;

ALTER TABLE results.attribution
    ADD COLUMN IF NOT EXISTS purpose LowCardinality(String) COMMENT 'what the journeys were used for: the run holds nothing of persons who do not allow it; empty = all there were, as before purposes were asked for. Source: attribution.computed.v1' AFTER look_back_days;
