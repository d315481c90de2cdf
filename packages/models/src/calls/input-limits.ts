import { StellwerkError } from '@stellwerk/contracts';
import { modelErrors } from '../errors.js';

/** Most that one call may bring; what exceeds it is refused before anything is sent. */
export const inputLimits = {
  texts: 10_000,
  charactersPerText: 100_000,
  messages: 1_000,
  charactersOfMessages: 2_000_000,
  rerankTexts: 1_000,
} as const;

/** @throws MDL_INPUT_INVALID, naming the first text that does not fit by its place */
export function checkTexts(field: string, texts: readonly string[], most: number): void {
  if (texts.length > most) throw invalid(field, `${texts.length} texts, at most ${most} in one call`);
  texts.forEach((text, at) => {
    if (text.trim() === '') throw invalid(`${field}[${at}]`, 'is empty');
    if (text.length > inputLimits.charactersPerText) {
      throw invalid(`${field}[${at}]`, `has ${text.length} characters, at most ${inputLimits.charactersPerText}`);
    }
  });
}

export const invalid = (field: string, problem: string): StellwerkError =>
  new StellwerkError(modelErrors.INPUT_INVALID, { field, problem }, { field });
