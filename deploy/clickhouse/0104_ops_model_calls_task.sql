-- Several calls may belong to one task, and what a task cost is a question of its own. Rows from before hold none.
ALTER TABLE ops.model_calls
    ADD COLUMN IF NOT EXISTS task LowCardinality(String) COMMENT 'task that several calls belong to, empty where none. Source: model.called.v1' AFTER prompt;
