import { directionRule } from './direction.js';
import { entityRule } from './entity.js';
import { modalityRule } from './modality.js';
import { negationRule } from './negation.js';
import type { Rule } from './rule.js';
import { superlativeRule } from './superlative.js';
import { codeRule, dateRule, numberRule } from './values.js';
import { wordingRule } from './wording.js';

/** Hard checks of an edit, in the order they are asked: the first that applies names the mismatch. */
export const rules: readonly Rule[] = [
  numberRule,
  dateRule,
  codeRule,
  directionRule,
  negationRule,
  modalityRule,
  entityRule,
  superlativeRule,
  wordingRule,
];
