-- Dead letters are opened and replayed on record as well.
ALTER TABLE ops.accesses COMMENT COLUMN action 'rejection-opened, rejection-replayed, identifier-opened, identifier-destroyed, dead-letter-opened or dead-letter-replayed. Source: access.recorded.v1';

ALTER TABLE ops.accesses COMMENT COLUMN subject 'id of the rejection or of the dead letter, or the identity key. Source: access.recorded.v1';
