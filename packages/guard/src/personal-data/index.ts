export {
  createPseudonymiser,
  type Pseudonymiser,
  type PseudonymOptions,
  type PseudonymVault,
} from './action/pseudonyms.js';
export { DEFAULT_MIN_SCORE, type DetectionOptions, detectPersonalData } from './detect.js';
export { type Entity, type EntityType, entityTypes } from './entity.js';
export { listedNames } from './known-words.js';
export { type RedactedEntity, type Redaction, type RedactionPolicy, redact } from './redact.js';
export { type RedactionAction, redactionActions } from './redaction-actions.js';
