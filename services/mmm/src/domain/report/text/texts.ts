import type { Language } from '../language.js';
import { de } from './de/catalogue.js';
import { en } from './en/catalogue.js';

export type TextKey = keyof typeof en;

/** A text in every language: the compiler refuses a catalogue that lacks one. */
export const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { de, en };

export type Values = Readonly<Record<string, string>>;

/** Says a text with its places filled in. What is filled in is plain text: {@link html} escapes it where it is put on a page. */
export type Say = (key: TextKey, values?: Values) => string;

const place = /\{(\w+)\}/g;

/** Names of the places that a text fills in, sorted. */
export const placesOf = (text: string): readonly string[] =>
  [...text.matchAll(place)].map(([, name]) => name ?? '').sort();

/** @throws Error where a place has no value: a mistake of the program, never of data */
export const createSay =
  (language: Language): Say =>
  (key, values = {}) =>
    catalogues[language][key].replaceAll('~', '\u00a0').replace(place, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`the text ${key} needs a value for ${name}`);
      return value;
    });

/** Whether there is a text of this name: names of checks and warnings come from data. */
export const isTextKey = (key: string): key is TextKey => Object.hasOwn(en, key);
