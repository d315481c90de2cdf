import { CharacterModel } from '../language/character-model.js';
import { characterCosts } from './character-costs.js';

/** The shipped letter trigrams of German and English. */
export const characterModel = new CharacterModel(Buffer.from(characterCosts, 'base64'));
