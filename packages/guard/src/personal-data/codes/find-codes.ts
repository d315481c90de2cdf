import type { Candidate } from '../candidate.js';
import type { Reading } from '../reading/reading.js';
import type { CodeType } from './code-type.js';
import { codeTypes } from './code-types.js';
import { gatherCodes } from './gather.js';
import { scoreOf } from './score.js';

const byLength = new Map<number, CodeType[]>();
for (const type of codeTypes)
  for (const length of type.lengths) byLength.set(length, [...(byLength.get(length) ?? []), type]);
const isWanted = (characters: string) =>
  byLength.get(characters.length)?.some(({ shape }) => shape.test(characters)) ?? false;

/** Identifiers of fixed form. */
export function* findCodes({ text, tokens, context }: Reading): Generator<Candidate> {
  for (const code of gatherCodes(text, tokens, isWanted)) {
    for (const codeType of byLength.get(code.characters.length) ?? []) {
      if (!codeType.shape.test(code.characters)) continue;
      const { type, check, right, wrong } = codeType;
      const scores = !check || check(code.characters) ? (typeof right === 'function' ? right(code) : right) : wrong;
      if (!scores || Math.max(scores.alone, scores.announced) === 0) continue;
      const score = scoreOf(scores, context.evidence(type, code.start, code.end), code.torn);
      yield { type, start: code.start, end: code.end, score };
    }
  }
}
