import { stopWords } from './stop-words.js';

const words = (list: string) => new Set(list.split(/\s+/));
/** Words that end in a full stop within a sentence, whatever follows. */
const ABBREVIATIONS = words(
  `dr prof mr mrs ms st jr sr vs hr fr frl fa dipl ing bzw ca inkl exkl einschl zzgl zzt evtl ggf ggü vgl bspw sog gem lt wg bez
  betr geb gest jew urspr hl hrsg tel str abs bd jh jhd mio mrd tsd stk std sek approx dept est incl excl inc ltd co corp gen sen
  rep gov capt col lt sgt rev hon cf eds mt ft lb lbs oz jan feb mär apr jun jul aug sep sept okt oct nov dez dec e i g z d h u a o
  ä v`,
);
/** Abbreviations before a number; words of their own, or of another sense, before anything else. */
const BEFORE_NUMBERS = words('no nos nr nrn art kap ziff fig figs abb tab vol ch sec pp p s c max min mind al rd tel');
/** Abbreviations that sentences often end with: a word that begins sentences ends them. */
const AT_THE_END = words('etc usw usf dgl co inc ltd corp st jr sr jh');
/** Words that begin sentences, beside the stop words. */
const STARTERS = words(
  'nor however moreover therefore thus here no yes our my your many some most all each after before during since while although dabei danach daher deshalb dadurch davon dazu damit derzeit außerdem jedoch allerdings heute seit während viele einige alle unser unsere bitte ja nein',
);
const MONTHS = /^(?:Jan|Feb|März|Apr|Mai|Juni|Juli|Aug|Sep|Okt|Nov|Dez|Jahr)/;
/** What stands before a German ordinal. */
const ORDINAL_LEADS = words(
  'der die das dem den des zum zur im am vom beim ins bis und oder jeder jede jedes jedem jeden ihrem ihrer ihren seinem seiner seinen einem einer',
);

/** Whether the mark from `stop` to `end` ends no sentence, by the words around it. */
export function isInsideSentence(text: string, stop: number, end: number): boolean {
  const next = /^\s+["'„“‚‘»«(]*(\.|[\p{L}\p{N}]{1,24})/u.exec(text.slice(end, end + 32))?.[1] ?? '';
  if (/^(?:\p{Ll}|\.)/u.test(next)) return true;
  if (text.charAt(stop) !== '.' || text.charAt(stop + 1) === '.') return false;
  const before = text.slice(Math.max(0, stop - 32), stop);
  const [word = ''] = /(?<![\p{L}\p{N}])[\p{L}\p{N}]{1,12}$/u.exec(before) ?? [];
  if (/^\d{1,2}$/.test(word)) return isOrdinal(before.slice(0, -word.length), next);
  const isNextInitial = /^\s+\p{Lu}\./u.test(text.slice(end, end + 6));
  const startsSentence = !isNextInitial && isStarter(next);
  if (/^\p{Lu}$/u.test(word))
    return isInitial(before) && (!startsSentence || /(?:^|\s)\p{Ll}\. ?\p{Lu}$/u.test(before));
  const key = word.toLowerCase();
  if (/^[vn]$/.test(key) && next === 'Chr') return true;
  if (BEFORE_NUMBERS.has(key)) return /^\d/.test(next);
  if (AT_THE_END.has(key)) return !startsSentence;
  return ABBREVIATIONS.has(key) || /\p{L}str$/u.test(before);
}

/** German: a small number with a full stop, before a month or between an article and a noun. */
function isOrdinal(before: string, next: string): boolean {
  if (MONTHS.test(next)) return true;
  if (!/^\p{Lu}/u.test(next) || isStarter(next)) return false;
  const [lead = ''] = /[\p{L}]+(?=\s+$)/u.exec(before) ?? [];
  return ORDINAL_LEADS.has(lead.toLowerCase()) || /(?:\(|\d\.,?\s+)$/.test(before);
}

/** A letter for a name: "J. R. Smith", and not the unit of "30 °C". */
function isInitial(before: string): boolean {
  return /(?:^|[\s.(„“"'-])\p{Lu}$/u.test(before);
}

function isStarter(word: string): boolean {
  return /^\p{Lu}/u.test(word) && (stopWords.has(word.toLowerCase()) || STARTERS.has(word.toLowerCase()));
}
