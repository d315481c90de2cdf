import { StellwerkError } from '@stellwerk/contracts';
import type { z } from 'zod';
import { errors } from '../../errors.js';

/**
 * The JSON object of a judge's reply, whatever a model writes around it.
 * @throws RAG_JUDGEMENT_INVALID
 */
export function readReply<Shape extends z.ZodType>(text: string, schema: Shape): z.infer<Shape> {
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (from < 0 || to < from) throw invalidJudgement('there is no JSON object in it');
  const parsed = schema.safeParse(jsonOf(text.slice(from, to + 1)));
  if (!parsed.success) throw invalidJudgement('it has not the members that were asked for');
  return parsed.data;
}

export const invalidJudgement = (problem: string): StellwerkError =>
  new StellwerkError(errors.JUDGEMENT_INVALID, { problem });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidJudgement('it is no JSON');
  }
}
