import type { ClickHouseClient } from '@stellwerk/clickhouse';
import { type Drift, type Mix, mixDrift, scoreDrift } from '@stellwerk/rag/evaluation';

/** What is compared between two windows of time. */
export interface DriftRow extends Drift {
  readonly what: string;
  /** Answers in the earlier and in the later window. */
  readonly before: number;
  readonly after: number;
}

/** An answer as drift sees it. */
export interface AnsweredRow {
  readonly isLater: boolean;
  readonly language: string;
  /** `answered`, or why not. */
  readonly outcome: string;
  readonly door: string;
  /** Document that the answer cites first; empty where none. */
  readonly document: string;
  readonly confidence: number;
  /** Null = nothing was found. */
  readonly bestScore: number | null;
}

const mixes = ['language', 'outcome', 'door', 'document'] as const;
/** So many documents are told apart; what is cited less often is one. */
const MOST_DOCUMENTS = 30;
/** Answers of a window; ids are random, so the first by id are a sample. */
const MOST_ANSWERS = 100_000;

/** The answers of the last days and of as many days before. */
export async function readAnswers(
  client: ClickHouseClient,
  { tenant, days, until }: { readonly tenant: string; readonly days: number; readonly until: Date },
): Promise<readonly AnsweredRow[]> {
  const query = `
    SELECT answered_at > parseDateTime64BestEffort({until:String}) - toIntervalDay({days:UInt32}) AS isLater,
      language, if(abstained, reason, 'answered') AS outcome, door, source_documents[1] AS document, confidence,
      best_score AS bestScore
    FROM ops.rag_answers FINAL
    WHERE tenant = {tenant:String} AND answered_at <= parseDateTime64BestEffort({until:String})
      AND answered_at > parseDateTime64BestEffort({until:String}) - toIntervalDay(2 * {days:UInt32})
    ORDER BY answer_id LIMIT ${MOST_ANSWERS} BY isLater`;
  const query_params = { tenant, days, until: until.toISOString() };
  const result = await client.query({ query, query_params, format: 'JSONEachRow' });
  const rows = await result.json<Omit<AnsweredRow, 'isLater'> & { readonly isLater: number }>();
  return rows.map((row) => ({ ...row, isLater: row.isLater === 1 }));
}

/** Each mix and each score of the later window against the earlier one. */
export function driftsOf(answers: readonly AnsweredRow[]): readonly DriftRow[] {
  const before = answers.filter(({ isLater }) => !isLater);
  const after = answers.filter(({ isLater }) => isLater);
  const counted = { before: before.length, after: after.length };
  const common = mostCited(answers);
  const named = (row: AnsweredRow, what: (typeof mixes)[number]) =>
    what === 'document' && row.document !== '' && !common.has(row.document) ? 'another' : row[what];
  const mixed = mixes.map((what) => {
    const mixOf = (rows: readonly AnsweredRow[]) => tally(rows.map((row) => named(row, what)));
    return { what, ...counted, ...mixDrift(mixOf(before), mixOf(after)) };
  });
  const scores = (rows: readonly AnsweredRow[]) => rows.map(({ bestScore }) => bestScore ?? Number.NaN);
  const confidences = (rows: readonly AnsweredRow[]) => rows.map(({ confidence }) => confidence);
  return [
    ...mixed,
    { what: 'best score', ...counted, ...scoreDrift(scores(before), scores(after)) },
    { what: 'confidence', ...counted, ...scoreDrift(confidences(before), confidences(after)) },
  ];
}

function mostCited(answers: readonly AnsweredRow[]): ReadonlySet<string> {
  const counts = Object.entries(tally(answers.flatMap(({ document }) => (document === '' ? [] : [document]))));
  counts.sort(([left, more], [right, fewer]) => fewer - more || (left < right ? -1 : 1));
  return new Set(counts.slice(0, MOST_DOCUMENTS).map(([document]) => document));
}

function tally(names: readonly string[]): Mix {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
