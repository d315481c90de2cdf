import type { Reading } from '../reading/reading.js';
import { functionWords } from './common-words.js';
import { givenNames } from './given-names.js';
import { isCapitalised, isInitial, nameFrom, type ScoredName } from './name-words.js';
import { sentenceStarts } from './positions.js';
import { surnames } from './surnames.js';

/** A known given name and a word in capitals, an initial and a known surname, a name before its address. */
export function* namesByList({ text, tokens }: Reading): Generator<ScoredName> {
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind !== 'letters') continue;
    const isKnown = givenNames.has(token.lower);
    if (!isCapitalised(text, token)) {
      const next = tokens[index + 1];
      if (
        isKnown &&
        next &&
        surnames.has(next.lower) &&
        text.slice(token.end, next.start) === ' ' &&
        !functionWords.has(token.lower) &&
        !functionWords.has(next.lower)
      ) {
        yield {
          first: index,
          last: index + 1,
          words: 2,
          isKnownGiven: true,
          isKnownSurname: true,
          hasInitial: false,
          score: 0.8,
        };
      }
      continue;
    }
    const previous = tokens[index - 1];
    const continues =
      previous &&
      isCapitalised(text, previous) &&
      text.slice(previous.end, token.start) === ' ' &&
      !sentenceStarts(text, previous.start);
    const found = nameFrom(text, tokens, index, { lowerCase: false, maxWords: 3 });
    if (!found) continue;
    const parts = found.words + Number(found.hasInitial);
    const last = tokens[found.last];
    const isBeforeAddress = last !== undefined && /^ ?<\S{1,80}@/.test(text.slice(last.end, last.end + 84));
    if (isBeforeAddress) yield { ...found, score: 0.92 };
    else if (parts > 1 && isKnown && found.isKnownSurname) yield { ...found, score: 0.93 };
    else if (parts > 1 && (isKnown || (isInitial(text, token) && found.isKnownSurname)))
      yield { ...found, score: continues ? 0.6 : 0.8 };
    else if (parts > 1 && found.words === 2 && found.isKnownSurname && !continues) yield { ...found, score: 0.62 };
    if (parts > 1 && isKnown) index = found.last;
  }
}
