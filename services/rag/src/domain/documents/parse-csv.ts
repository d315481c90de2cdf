import { StellwerkError } from '@stellwerk/contracts';
import { CsvError, parse } from 'csv-parse/sync';
import { errors } from '../../errors.js';
import { DocumentText, tooLarge } from './document-text.js';
import type { Draft, DraftContext } from './draft.js';
import { addHtml } from './parse-html.js';

const QUESTIONS = new Set(['frage', 'fragen', 'question', 'questions', 'q']);
const ANSWERS = new Set(['antwort', 'antworten', 'answer', 'answers', 'a']);
const TOPICS = new Set(['kategorie', 'thema', 'rubrik', 'category', 'topic', 'section']);
const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Bytes of the longest row that is read. */
const MAX_ROW_UNITS = 200_000;
const HTML = /<\/?(?:p|br|ul|ol|li|a|b|i|strong|em|div|span|h[1-6])\b[^>]*>/i;

/**
 * Reads a table: questions with answers where two of its columns are named so (or are mapped), rows with their headers
 * otherwise. The first row names the columns.
 * @throws StellwerkError RAG_CSV_INVALID, RAG_COLUMN_UNKNOWN, RAG_DOCUMENT_TOO_LARGE
 */
export function parseCsv(source: string, context: DraftContext, delimiter?: '\t'): Draft {
  const [columns = [], ...rows] = recordsOf(source, delimiter ?? delimiterOf(source));
  if (columns.length > context.limits.maxColumns) throw tooLarge(context.limits.maxColumns, 'columns');
  const document = new DocumentText(context.limits);
  const places = faqPlaces(columns, context);
  if (places === undefined) {
    document.add('table-row', columns.join(' | '));
    for (const row of rows) document.add('table-row', row.join(' | '), { columns });
  } else addQuestions(document, rows, places, context, columns);
  return { document };
}

interface FaqPlaces {
  readonly question: number;
  readonly answer: number;
  /** −1 = there is none. */
  readonly topic: number;
}

function addQuestions(
  document: DocumentText,
  rows: readonly string[][],
  { question, answer, topic }: FaqPlaces,
  context: DraftContext,
  columns: readonly string[],
): void {
  let heading = '';
  for (const row of rows) {
    const subject = row[topic]?.trim() ?? '';
    if (subject !== '' && subject !== heading) document.add('heading', subject, { level: 2 });
    heading = subject;
    document.add('question', row[question] ?? '');
    const reply = row[answer] ?? '';
    if (HTML.test(reply)) addHtml(document, reply, context, 'answer');
    else for (const paragraph of reply.split(/\r?\n\s*\r?\n/)) document.add('answer', paragraph);
  }
  const left = columns.filter((_, index) => index !== question && index !== answer && index !== topic);
  if (left.length > 0) document.note('left-out', left.length, `columns ${left.join(', ').slice(0, 200)}`);
}

function faqPlaces(columns: readonly string[], { faqColumns }: DraftContext): FaqPlaces | undefined {
  const names = columns.map((column) => column.trim().toLowerCase());
  const placeOf = (wanted: string) => {
    const place = names.indexOf(wanted.trim().toLowerCase());
    if (place < 0)
      throw new StellwerkError(
        errors.COLUMN_UNKNOWN,
        { column: wanted, found: columns.join(', ').slice(0, 500) },
        { field: 'faqColumns' },
      );
    return place;
  };
  const topic = names.findIndex((name) => TOPICS.has(name));
  if (faqColumns) return { question: placeOf(faqColumns.question), answer: placeOf(faqColumns.answer), topic };
  const question = names.findIndex((name) => QUESTIONS.has(name));
  const answer = names.findIndex((name) => ANSWERS.has(name));
  return question >= 0 && answer >= 0 ? { question, answer, topic } : undefined;
}

function recordsOf(source: string, delimiter: string): string[][] {
  try {
    return parse(source, { delimiter, bom: true, skip_empty_lines: true, max_record_size: MAX_ROW_UNITS });
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    // The library's message quotes cells; its code does not.
    const problem = cause.code.replace(/^CSV_/, '').replaceAll('_', ' ').toLowerCase();
    const { lines } = cause as { lines?: unknown };
    throw new StellwerkError(
      errors.CSV_INVALID,
      { line: typeof lines === 'number' ? lines : 0, problem },
      { field: 'bytes', cause },
    );
  }
}

/** The separator that stands most often outside of quotes in the first row. */
function delimiterOf(source: string): string {
  const first =
    /^(?:"(?:[^"]|"")*"|[^"\n])*/.exec(source.slice(0, MAX_ROW_UNITS))?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? '';
  const counts = DELIMITERS.map((one) => first.split(one).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
