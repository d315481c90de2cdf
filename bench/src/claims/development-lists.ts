import type { PerturbationLists } from './lists.js';

/** For building and tuning; anybody may look. */
export const developmentLists: PerturbationLists = {
  opposites: {
    de: [
      ['steigt', 'sinkt'],
      ['stieg', 'sank'],
      ['mehr', 'weniger'],
      ['größer', 'kleiner'],
      ['größte', 'kleinste'],
      ['größten', 'kleinsten'],
      ['höher', 'niedriger'],
      ['erste', 'letzte'],
      ['ersten', 'letzten'],
      ['viele', 'wenige'],
      ['lange', 'kurze'],
      ['meisten', 'wenigsten'],
      ['immer', 'nie'],
      ['mit', 'ohne'],
    ],
    en: [
      ['rises', 'falls'],
      ['increased', 'decreased'],
      ['increase', 'decrease'],
      ['more', 'less'],
      ['larger', 'smaller'],
      ['largest', 'smallest'],
      ['higher', 'lower'],
      ['first', 'last'],
      ['many', 'few'],
      ['long', 'short'],
      ['most', 'least'],
      ['always', 'never'],
      ['with', 'without'],
    ],
  },
  names: ['Falkenrath', 'Orelia', 'Westermoor', 'Dunhaven', 'Kestrel Bay', 'Marbeck', 'Tolvana', 'Ridgemont'],
  frames: {
    de: ['Im Text steht: {claim}', 'Laut Quelle gilt: {claim}'],
    en: ['According to the text: {claim}', 'The source says: {claim}'],
  },
};
