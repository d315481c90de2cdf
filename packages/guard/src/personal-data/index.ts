export { DEFAULT_MIN_SCORE, type DetectionOptions, detectPersonalData } from './detect.js';
export { type Entity, type EntityType, entityTypes } from './entity.js';
export { listedNames } from './known-words.js';
