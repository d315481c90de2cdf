/** How a number bounds what is meant. */
export type Bound = 'up-to' | 'at-least' | 'from' | 'about' | 'more-than' | 'less-than' | 'exactly';

const PHRASES: Readonly<Record<Bound, string>> = {
  'up-to': 'bis zu|hochstens|maximal|up to|at most|a maximum of|no more than|not more than',
  'at-least': 'mindestens|wenigstens|minimal|zumindest|at least|a minimum of|no less than|no fewer than',
  from: 'ab|from|starting at|starting from',
  about: 'etwa|ungefahr|rund|circa|ca|knapp|gut|fast|zirka|about|approximately|around|roughly|nearly|almost|some',
  'more-than': 'mehr als|uber|more than|over|above',
  'less-than': 'weniger als|unter|less than|fewer than|under|below',
  exactly: 'genau|exakt|exactly|precisely',
};
const bounds = new Map(
  Object.entries(PHRASES).flatMap(([bound, phrases]) =>
    phrases.split('|').map((phrase) => [phrase, bound as Bound] as const),
  ),
);
const LONGEST_PHRASE = 3;

/** The bound that the folded words right before a number put on it; the longest phrase counts. */
export function boundOf(before: readonly string[]): Bound | undefined {
  for (let length = Math.min(LONGEST_PHRASE, before.length); length > 0; length--) {
    const bound = bounds.get(before.slice(-length).join(' '));
    if (bound) return bound;
  }
  return undefined;
}

const NEGATIONS = new Set(
  `nicht kein keine keinen keinem keiner keines nie niemals nichts niemand nirgends nirgendwo keinesfalls keineswegs weder
  not no never none nothing nobody nowhere neither nor`.split(/\s+/),
);

/** Whether a folded word turns what is said into its contrary. */
export const isNegation = (word: string): boolean => NEGATIONS.has(word);

export type Modality = 'possible' | 'necessary' | 'certain' | 'advised';
const MODALS: Readonly<Record<Modality, string>> = {
  possible:
    'kann konnen konnte konnten darf durfen durfte durften mag moglicherweise vielleicht can could may might perhaps possibly',
  necessary: 'muss mussen musste mussten must',
  certain: 'wird werden will shall garantiert sicher definitiv guaranteed certainly definitely',
  advised: 'soll sollen sollte sollten should ought',
};
const modals = new Map(
  Object.entries(MODALS).flatMap(([modality, words]) => words.split(' ').map((word) => [word, modality as Modality])),
);

/** What a folded modal word says about the certainty of what follows. */
export const modalityOf = (word: string): Modality | undefined => modals.get(word);
