-- One database per zone; roles are granted per zone.
CREATE DATABASE IF NOT EXISTS raw COMMENT 'Every message as received, sealed fields excepted; kept for a bounded time';
CREATE DATABASE IF NOT EXISTS curated COMMENT 'Typed facts by event time: what analysts, attribution and models read';
CREATE DATABASE IF NOT EXISTS results COMMENT 'What analyses found: one row set per run with specification, data hash, seed and intervals';
