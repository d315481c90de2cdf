import { identifyLanguage } from '@stellwerk/guard';
import { folded } from '@stellwerk/text';
import type { AnswerLanguage } from '../../domain/answer.js';

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));
const GERMAN = words(
  `wer wen wem wessen was wann wo wohin woher warum wieso weshalb wie welche welcher welches welchen welchem der die das den
  dem des ein eine einen einem einer und oder ist sind war waren wird werden wurde wurden kann konnen muss mussen darf ich
  ihr wir es nicht kein keine fur mit von zu zum zur im am bei auf gibt habt hat haben viele viel mein meine`,
);
const ENGLISH = words(
  `who whom whose what when where why how which the a an of and or is are was were does do did can could may must i you
  your my we they it not no for with from to by on at there has have many much long will would should`,
);

/** German or English, told by function words first: questions are too short for statistics of letters. */
export function languageOf(text: string): AnswerLanguage {
  let balance = 0;
  for (const word of folded(text).split(/[^\p{L}]+/u)) balance += Number(GERMAN.has(word)) - Number(ENGLISH.has(word));
  if (balance !== 0) return balance > 0 ? 'de' : 'en';
  const { code } = identifyLanguage(text);
  if (code === 'de' || code === 'en') return code;
  return /[äöüß]/i.test(text) ? 'de' : 'en';
}
