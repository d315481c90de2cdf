-- Events name the policy document that decided about them. Its topic keeps only the newest version, so the raw zone keeps them all.
-- Where content is gone already, nothing changes.
ALTER TABLE raw.messages UPDATE keep_days = 3650
    WHERE topic = 'control.document.v1' AND toDateTime(toDate(received_at) + keep_days + 1, 'UTC') > now();

ALTER TABLE raw.messages COMMENT COLUMN keep_days 'whole days (UTC) after the day of receipt that key, headers and value are kept. Source: retention document of the tenant, 30 without one; 3650 for control.document.v1';
