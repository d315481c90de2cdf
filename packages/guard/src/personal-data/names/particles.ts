import { wordSet } from './word-set.js';

/** Small words inside of surnames. */
export const particles = wordSet(
  'von van vom zu zum zur de der den di da dos del della la le el al bin ibn ter ten af av san st mc d o',
);
