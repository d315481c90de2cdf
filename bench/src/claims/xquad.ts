import { readFileSync } from 'node:fs';
import type { Language } from './lists.js';

interface XquadFile {
  readonly data: readonly {
    readonly title?: string;
    readonly paragraphs: readonly { readonly context: string }[];
  }[];
}

/** A paragraph in both languages. */
export interface Passage {
  /** Index of its article; parts are split by it. */
  readonly article: number;
  readonly text: Readonly<Record<Language, string>>;
}

/** The parallel passages of XQuAD-R (Artetxe et al. 2020, Roy et al. 2020; CC BY-SA 4.0). */
export function readPassages(germanFile: string, englishFile: string): Passage[] {
  const german = JSON.parse(readFileSync(germanFile, 'utf8')) as XquadFile;
  const english = JSON.parse(readFileSync(englishFile, 'utf8')) as XquadFile;
  return german.data.flatMap(({ paragraphs }, article) =>
    paragraphs.map(({ context }, index) => {
      const other = english.data[article]?.paragraphs[index]?.context;
      if (other === undefined) throw new Error(`article ${article} has no paragraph ${index} in English`);
      return { article, text: { de: context, en: other } };
    }),
  );
}

const END = /(?<=[.!?]["”“)]?)\s+(?=["„“(]?\p{Lu}|\d)/u;
const SHORTEST = 40;
const LONGEST = 400;

/** Sentences that can stand alone: neither short nor endless, and without a pronoun at their head. */
export function sentencesOf(text: string, language: Language): string[] {
  const leans =
    language === 'de'
      ? /^(Er|Sie|Es|Dies|Diese|Dieser|Dieses|Das|Damit|Dabei|Dort)\b/u
      : /^(He|She|It|They|This|These|That|Those|There)\b/u;
  return text
    .split(END)
    .map((sentence) => sentence.trim())
    .filter(
      (sentence) =>
        sentence.length >= SHORTEST && sentence.length <= LONGEST && /[.!?]$/.test(sentence) && !leans.test(sentence),
    );
}
