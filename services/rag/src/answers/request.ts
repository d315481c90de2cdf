import { StellwerkError } from '@stellwerk/contracts';
import { type AnswerRequest, answerLanguages } from '../domain/answer.js';
import { errors } from '../errors.js';

const MAX_QUESTION_UNITS = 2_000;
const MAX_SENTENCES = 20;

/** @throws RAG_QUESTION_INVALID naming the field */
export function assertRequest({ question, maxSentences, language }: AnswerRequest): void {
  if (!/[\p{L}\p{N}]/u.test(question)) throw invalid('question', 'holds no letter and no number');
  if (question.length > MAX_QUESTION_UNITS) throw invalid('question', `is longer than ${MAX_QUESTION_UNITS} units`);
  if (!question.isWellFormed()) throw invalid('question', 'is no well-formed Unicode');
  if (!Number.isInteger(maxSentences) || maxSentences < 1 || maxSentences > MAX_SENTENCES)
    throw invalid('maxSentences', `is no whole number from 1 to ${MAX_SENTENCES}`);
  if (language !== undefined && !answerLanguages.includes(language))
    throw invalid('language', `is none of ${answerLanguages.join(', ')}`);
}

const invalid = (field: string, problem: string) =>
  new StellwerkError(errors.QUESTION_INVALID, { field, problem }, { field });
