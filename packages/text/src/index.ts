export { type DateParts, dateCovers, isYear, monthOf, numericDate } from './dates.js';
export { type Bound, boundOf, isNegation, type Modality, modalityOf } from './modality.js';
export { numeralValues, valuesAgree } from './numerals.js';
export { type Span, splitSentences } from './sentences.js';
export { spelledNumber } from './spelled.js';
export { folded, stemOf } from './stem.js';
export { stopWords } from './stop-words.js';
export { type CodeToken, type DateToken, type NumberToken, type Token, tokenise, type WordToken } from './tokens.js';
export { type Unit, unitOf } from './units.js';
