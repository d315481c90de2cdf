import { isContent, weightOf } from '@stellwerk/claims';
import { splitSentences, type Token, tokenise } from '@stellwerk/text';
import type { AnswerLanguage } from '../../domain/answer.js';
import { kindOf, type QuestionKind } from './kind.js';
import { languageOf } from './language.js';

/** A question as it was asked, or one of several that were asked at once. */
export interface QuestionPart {
  readonly text: string;
  readonly kind: QuestionKind;
  /** What it is about: words that say something, numbers, dates, codes. No question words. */
  readonly terms: readonly Token[];
}

export interface Question {
  readonly text: string;
  readonly language: AnswerLanguage;
  /** The questions in it, in order; at least one. */
  readonly parts: readonly QuestionPart[];
}

/** More questions at once are read as one. */
const MAX_PARTS = 5;
const ASKING =
  /^(?:wer|wen|wem|wessen|was|wann|wo|wohin|woher|warum|wieso|weshalb|wie|wieviele?|welche[mnrs]?|wofür|womit|who|whom|whose|what|when|where|why|how|which|mal|bitte|please|tell|sag|sagen|nenne|nennen|erkläre)$/i;

/** What is asked. A sentence that asks nothing is context of the question after it, or of the one before at the end. */
export function readQuestion(text: string, language?: AnswerLanguage): Question {
  const parts: string[] = [];
  let context = '';
  for (const { start, end } of splitSentences(text)) {
    const sentence = text.slice(start, end);
    context = context === '' ? sentence : `${context} ${sentence}`;
    if (!sentence.endsWith('?')) continue;
    parts.push(context);
    context = '';
  }
  const last = parts.pop();
  const tail = [last, context].filter((piece) => piece !== undefined && piece !== '').join(' ');
  if (tail !== '') parts.push(tail);
  const asked = parts.length > MAX_PARTS || parts.length === 0 ? [text.trim()] : parts;
  return { text: text.trim(), language: language ?? languageOf(text), parts: asked.map(partOf) };
}

const partOf = (text: string): QuestionPart => ({ text, kind: kindOf(text), terms: termsOf(text) });

/** What a question is about. */
export const termsOf = (text: string): Token[] =>
  tokenise(text).filter((token) => isContent(token) && !ASKING.test(token.text));

/** Weight of a term by its kind: values most, then names and nouns, then other words. */
export const termWeight = weightOf;
