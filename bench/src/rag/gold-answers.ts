import { readFileSync } from 'node:fs';
import { z } from 'zod';

const file = z.object({
  data: z.array(
    z.object({
      paragraphs: z.array(
        z.object({
          qas: z.array(
            z.object({
              id: z.string(),
              answers: z.array(z.object({ answer_start: z.number(), text: z.string() })).min(1),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** Where the human answer to each question of XQuAD-R stands in its paragraph, by the id of the question. */
export function readGoldAnswers(path: string): ReadonlyMap<string, { readonly start: number; readonly end: number }> {
  const { data } = file.parse(JSON.parse(readFileSync(path, 'utf8')));
  return new Map(
    data.flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ qas }) =>
        qas.flatMap(({ id, answers: [answer] }) =>
          answer ? [[id, { start: answer.answer_start, end: answer.answer_start + answer.text.length }] as const] : [],
        ),
      ),
    ),
  );
}
