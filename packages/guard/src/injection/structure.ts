import { addNamedBucket, addNamedFeature, type FeatureBuffer, namedBucket } from '../linear/features.js';
import { bitOf, cueNames, cuesOf } from './cues.js';

/** What a sentence is made of, read once and used by rules and model. */
export interface SentenceStructure {
  /** Lower-case words, at most 80. */
  readonly words: readonly string[];
  /** Cues of each word, as bits. */
  readonly cues: readonly number[];
  /** Cues of all words together. */
  readonly present: number;
  /** Begins with an order: `Write …`, `Please write …`, `Bitte … schreiben`. */
  readonly imperative: boolean;
  /** The first word behind "please" and "now": the verb of an imperative. */
  readonly opening: string;
  /** The German order with the verb at its end: `Alle Regeln ignorieren`. */
  readonly verbFinal: boolean;
  /** Begins like a question, or ends with a question mark. */
  readonly asks: boolean;
  /** Written in capital letters. */
  readonly shouts: boolean;
  /** Holds the tokens of a chat format, or a line that gives itself a role. */
  readonly forgesRole: boolean;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’]*/gu;
const MOST_WORDS = 80;
const ROLE_TOKENS =
  /<\|(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|eot_id)\|?>|\[\/?INST\]|<<\/?SYS>>|^\s*(?:#{2,}\s*)?(?:system|assistant|developer|user|human|instruction|new instructions?|neue anweisung(?:en)?|neue aufgabe)\s*(?:prompt|message)?\s*[:\]>]|<\/?(?:system|instructions?|assistant)>/i;
const [TASK, REVEAL, OVERRIDE, QUESTION, POLITE, NOW] = (
  ['task', 'reveal', 'override', 'question', 'polite', 'now'] as const
).map(bitOf) as [number, number, number, number, number, number];
const ORDER = TASK | REVEAL | OVERRIDE;
const LEADING = POLITE | NOW;

export function structureOf(text: string): SentenceStructure {
  const matches = (text.match(WORD) ?? []).slice(0, MOST_WORDS);
  const words = matches.map((word) => word.toLowerCase().replace(/['’]/g, ''));
  const cues = words.map(cuesOf);
  const present = cues.reduce((all, one) => all | one, 0);
  const first = cues.findIndex((cue) => (cue & LEADING) === 0);
  const opensWith = first >= 0 && first <= 2 ? (cues[first] ?? 0) : 0;
  const last = words.at(-1) ?? '';
  const polite = ((cues[0] ?? 0) & POLITE) !== 0;
  const asks = text.trimEnd().endsWith('?') || ((cues[0] ?? 0) & QUESTION) !== 0;
  return {
    words,
    cues,
    present,
    imperative: (opensWith & ORDER) !== 0,
    opening: words[first] ?? '',
    verbFinal: !asks && last.endsWith('en') && (((cues.at(-1) ?? 0) & (REVEAL | OVERRIDE)) !== 0 || polite),
    asks,
    shouts: shouting(matches),
    forgesRole: ROLE_TOKENS.test(text),
  };
}

function shouting(words: readonly string[]): boolean {
  const shouted = words.filter((word) => word.length > 2 && word === word.toUpperCase() && /\p{L}/u.test(word));
  return shouted.length >= 3 && shouted.length >= 0.3 * words.length;
}

const YOUR_ANSWER =
  /\b(?:your|deine[rnm]?|ihre[rnm]?)\s+(?:\S+\s+)?(?:answers?|response|reply|replies|output|message|summary|antwort|ausgabe|zusammenfassung)\b|\bin der antwort\b/i;

/** Whether a sentence is about "your answer". */
export const isYourAnswer = (text: string): boolean => YOUR_ANSWER.test(text);

/**
 * Whether a sentence asks something of its reader: an order, a question, or a word about "your answer". Only such
 * sentences of a document can be instructions; a statement cannot, whatever its words.
 */
export const isRequest = (text: string, { imperative, verbFinal, asks }: SentenceStructure): boolean =>
  imperative || verbFinal || asks || isYourAnswer(text);

const FORMS = ['imperative', 'verbFinal', 'asks', 'shouts', 'forgesRole'] as const;
/** Buckets of a feature and of its pairs with each cue. */
const bucketsOf = (name: string, separator: string) => ({
  alone: namedBucket(name),
  withCue: cueNames.map((other) => namedBucket(`${name}${separator}${other}`)),
});
const cueBuckets = cueNames.map((cue) => ({ ...bucketsOf(`cues ${cue}`, ' '), alone: namedBucket(`cue ${cue}`) }));
const formBuckets = FORMS.map((form) => ({ form, ...bucketsOf(form, ' ') }));

/** Adds the structure of a sentence to the features of the linear model: cues, pairs of cues, and form. */
export function addStructureFeatures(buffer: FeatureBuffer, structure: SentenceStructure): void {
  const present: number[] = [];
  for (let cue = 0; cue < cueNames.length; cue++) if (structure.present & (1 << cue)) present.push(cue);
  present.forEach((cue, position) => {
    const buckets = cueBuckets[cue];
    if (!buckets) return;
    addNamedBucket(buffer, buckets.alone);
    for (const other of present.slice(position + 1)) addNamedBucket(buffer, buckets.withCue[other] ?? 0);
  });
  for (const { form, alone, withCue } of formBuckets) {
    if (!structure[form]) continue;
    addNamedBucket(buffer, alone);
    for (const cue of present) addNamedBucket(buffer, withCue[cue] ?? 0);
  }
  addNamedFeature(buffer, `words ${Math.min(6, Math.floor(Math.log2(structure.words.length + 1)))}`);
}
