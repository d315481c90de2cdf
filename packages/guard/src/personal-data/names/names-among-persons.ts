import type { Reading } from '../reading/reading.js';
import { isCapitalised, nameFrom, type ScoredName } from './name-words.js';
import { wordSet } from './word-set.js';

/** Words that lead to things more often than to persons. */
const BEFORE_THINGS = wordSet(
  'der die das den dem des ein eine einen einem einer eines the a an our your my his her their its this that unser unsere unserem unseren euer eure ihr ihre ihrem im am zum zur vom beim of marke brand kampagne campaign offer angebot',
);
/** Endings of nouns that are no surnames. */
const NOUN =
  /(?:ung|ungen|heit|keit|schaft|tion|tionen|ität|ment|ismus|nis|tum|ling|ware|service|center|shop|team|card|karte|tarif|paket|app|online|group|gruppe|verein|werk|amt|haus|schule|bank|kasse)$/;

/**
 * Two capitalised words in the middle of a sentence, in a text that speaks of persons: nouns follow one another seldom, even
 * in German. In texts that name nobody otherwise (encyclopaedias, manuals) the same would be places and titles.
 */
export function* namesAmongPersons({ text, tokens }: Reading): Generator<ScoredName> {
  for (let index = 1; index < tokens.length; index++) {
    const [previous, token] = [tokens[index - 1], tokens[index]];
    if (!previous || token?.kind !== 'letters' || previous.kind !== 'letters' || !isCapitalised(text, token)) continue;
    if (
      isCapitalised(text, previous) ||
      text.slice(previous.end, token.start) !== ' ' ||
      BEFORE_THINGS.has(previous.lower)
    )
      continue;
    const found = nameFrom(text, tokens, index, { lowerCase: false, maxWords: 3 });
    const last = found && tokens[found.last];
    if (!found || !last || found.words + Number(found.hasInitial) < 2) continue;
    const words = tokens.slice(found.first, found.last + 1);
    const isThing =
      words.some((word) => !isCapitalised(text, word)) ||
      words.some(
        ({ lower, start, end }) => NOUN.test(lower) || (!/\p{Ll}/u.test(text.slice(start, end)) && end - start > 1),
      );
    if (!isThing && !/^ ?[-\d&+/®™]/.test(text.slice(last.end, last.end + 2))) yield { ...found, score: 0.55 };
    index = found.last;
  }
}
