import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/** Two questions, and whether they ask the same. */
export interface QuestionPair {
  readonly first: string;
  readonly second: string;
  readonly isSame: boolean;
}

const rows = z.array(z.object({ question_1: z.string(), question_2: z.string(), similar: z.enum(['0', '1']) }));

/** The pairs of `covid_question_similarity_de.csv`. */
export const readQuestionPairs = (file: string): QuestionPair[] =>
  rows
    .parse(parse(readFileSync(file), { columns: true, bom: true, skip_empty_lines: true }))
    .map((row) => ({ first: row.question_1, second: row.question_2, isSame: row.similar === '1' }));
