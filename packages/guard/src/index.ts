export {
  type Canonicalised,
  type CanonicaliseLimits,
  createCanonicaliser,
  defaultLimits,
} from './canonicalise/canonicalise.js';
export { disguises } from './canonicalise/disguises.js';
export { originalSpan, type View } from './canonicalise/view.js';
export { CharacterModel } from './language/character-model.js';
export * from './text-check.js';
export { characterModel } from './weights/character-model.js';
