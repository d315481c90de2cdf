const GERMAN: Readonly<Record<string, number>> = {
  ein: 1,
  eins: 1,
  zwei: 2,
  zwo: 2,
  drei: 3,
  vier: 4,
  funf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwolf: 12,
  sechzehn: 16,
  siebzehn: 17,
};
const GERMAN_TENS: Readonly<Record<string, number>> = {
  zwanzig: 20,
  dreissig: 30,
  vierzig: 40,
  funfzig: 50,
  sechzig: 60,
  siebzig: 70,
  achtzig: 80,
  neunzig: 90,
};
const ENGLISH: Readonly<Record<string, number>> = Object.fromEntries([
  ...'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    .split(' ')
    .map((word, index) => [word, index + 2] as const),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'
    .split(' ')
    .map((word, index) => [word, 20 + 10 * index] as const),
]);
/** `billion` is a thousand million in English and a million million in German, where its plural is `Billionen`. */
const SCALES: Readonly<Record<string, readonly number[]>> = {
  tausend: [1e3],
  thousand: [1e3],
  million: [1e6],
  millions: [1e6],
  millionen: [1e6],
  mio: [1e6],
  milliarde: [1e9],
  milliarden: [1e9],
  mrd: [1e9],
  bn: [1e9],
  billion: [1e9, 1e12],
  billions: [1e9],
  billionen: [1e12],
  trillion: [1e12, 1e18],
};

/** No number in words is longer; what takes words apart must not meet a text without blanks. */
const LONGEST_WORD = 80;

/** Values of a scale word such as `Millionen`: more than one where the languages disagree. */
export const scaleOf = (word: string): readonly number[] | undefined => SCALES[word];

/**
 * The number a folded German or English word spells: `zwölf`, `einundzwanzig`, `zweihundert`, `twelve`. `ein` and `one`
 * alone are articles and pronouns far more often, and give none.
 */
export function spelledNumber(word: string): number | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  return word === 'ein' || word === 'eins' ? undefined : (ENGLISH[word] ?? germanThousands(word));
}

/** What a second English numeral adds to a first: `twenty` and `one`. */
export const englishUnit = (word: string): number | undefined => {
  const value = word === 'one' ? 1 : ENGLISH[word];
  return value !== undefined && value < 10 ? value : undefined;
};

function germanThousands(word: string): number | undefined {
  return around(word, 'tausend', 1_000, germanHundreds);
}

function germanHundreds(word: string): number | undefined {
  return around(word, 'hundert', 100, belowHundred);
}

/** The value of `<factor><scale><rest>`, or of `rest` alone where there is no scale in it. */
function around(
  word: string,
  scale: string,
  value: number,
  read: (part: string) => number | undefined,
): number | undefined {
  const at = word.indexOf(scale);
  if (at < 0) return read(word);
  const factor = at === 0 ? 1 : read(word.slice(0, at));
  const tail = word.slice(at + scale.length);
  const rest = tail === '' ? 0 : read(tail.replace(/^und/, ''));
  return factor === undefined || rest === undefined ? undefined : factor * value + rest;
}

function belowHundred(word: string): number | undefined {
  const known = GERMAN[word] ?? GERMAN_TENS[word];
  if (known !== undefined) return known;
  const teen = word.endsWith('zehn') ? GERMAN[word.slice(0, -4)] : undefined;
  if (teen !== undefined && teen > 2) return teen + 10;
  const [, unit = '', ten = ''] = /^(\p{L}+?)und(\p{L}+zig|dreissig)$/u.exec(word) ?? [];
  const [units, tens] = [GERMAN[unit], GERMAN_TENS[ten]];
  return units === undefined || tens === undefined ? undefined : units + tens;
}
