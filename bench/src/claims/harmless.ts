import type { Language, PerturbationLists } from './lists.js';

export const harmlessClasses = ['verbatim', 'framed', 'formatted', 'shortened'] as const;
export type HarmlessClass = (typeof harmlessClasses)[number];

type Maker = (sentence: string, language: Language, lists: PerturbationLists, random: () => number) => string | null;

const PERCENT: Readonly<Record<Language, RegExp>> = { de: /(\d) Prozent\b/gu, en: /(\d) (?:percent|per cent)\b/gu };
const SPELLED: Readonly<Record<Language, readonly (readonly [RegExp, string])[]>> = {
  de: [
    [/(?<=\p{L} )zwei(?= \p{Lu})/u, '2'],
    [/(?<=\p{L} )drei(?= \p{Lu})/u, '3'],
    [/(?<=\p{L} )vier(?= \p{Lu})/u, '4'],
    [/(?<=\p{L} )fünf(?= \p{Lu})/u, '5'],
    [/(?<=\p{L} )zehn(?= \p{Lu})/u, '10'],
  ],
  en: [
    [/(?<=\p{L} )two(?= \p{Ll}+s\b)/u, '2'],
    [/(?<=\p{L} )three(?= \p{Ll}+s\b)/u, '3'],
    [/(?<=\p{L} )four(?= \p{Ll}+s\b)/u, '4'],
    [/(?<=\p{L} )five(?= \p{Ll}+s\b)/u, '5'],
    [/(?<=\p{L} )ten(?= \p{Ll}+s\b)/u, '10'],
  ],
};

/** Other writings of a sentence that say the same, or `null` where the sentence offers none. */
export const harmless: Readonly<Record<HarmlessClass, Maker>> = {
  verbatim: (sentence) => sentence,
  framed: (sentence, language, lists, random) => {
    const frames = lists.frames[language];
    return frames[Math.floor(random() * frames.length)]?.replace('{claim}', () => sentence) ?? null;
  },
  formatted: (sentence, language) => {
    const thousands = language === 'de' ? /(\d)\.(\d{3})(?![\d.])/g : /(\d),(\d{3})(?![\d,])/g;
    let text = sentence.replace(PERCENT[language], '$1 %').replace(thousands, '$1$2');
    for (const [spelled, digits] of SPELLED[language]) text = text.replace(spelled, digits);
    return text === sentence ? null : text;
  },
  shortened: (sentence) => {
    const text = sentence.replace(/ \([^()]{1,80}\)/, '');
    return text === sentence ? null : text;
  },
};
