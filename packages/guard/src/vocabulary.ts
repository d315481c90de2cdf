// Names that options and documents are checked by, without the detectors, whose language data take most of a second to load.
export { type EntityType, entityTypes } from './personal-data/entity.js';
export { type RedactionAction, redactionActions } from './personal-data/redaction-actions.js';
