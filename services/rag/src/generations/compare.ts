import { ndcg } from '../domain/evaluation/ranking.js';
import type { ShadowComparison } from './generation-record.js';

/** Hits compared per question. */
const DEPTH = 10;

/** A question, and the sources that answer it where somebody judged that. */
export interface ShadowQuestion {
  readonly query: string;
  /** Keys of the hits that answer it. */
  readonly relevant?: ReadonlySet<string>;
}

/** A hit by what it stands for in every generation, such as document and place. */
export interface RankedHit {
  readonly key: string;
  readonly score: number;
}

/** From which comparison on a generation may serve. */
export interface QualityGate {
  /** Least mean share of common hits; lower where questions are judged, since a better model may well differ. */
  readonly leastOverlapAt10: number;
  /** How much nDCG@10 may fall. */
  readonly mostNdcgLoss: number;
  readonly leastQueries: number;
}

export const defaultGate: QualityGate = { leastOverlapAt10: 0.3, mostNdcgLoss: 0.01, leastQueries: 20 };

/** Answers of two generations to the same questions, in the order of the questions. */
export interface ShadowAnswers {
  readonly questions: readonly ShadowQuestion[];
  readonly live: readonly (readonly RankedHit[])[];
  readonly shadow: readonly (readonly RankedHit[])[];
}

/** Compares two generations by overlap of their first ten hits, by scores, and by judgements where there are any. Pure. */
export function compareGenerations(
  { questions, live, shadow }: ShadowAnswers,
  gate: QualityGate,
  at: string,
): ShadowComparison {
  const overlaps = questions.map((_question, index) => overlap(live[index] ?? [], shadow[index] ?? []));
  const judged = questions.flatMap(({ relevant }, index) =>
    relevant && relevant.size > 0
      ? [{ live: quality(live[index], relevant), shadow: quality(shadow[index], relevant) }]
      : [],
  );
  const overlapAt10 = mean(overlaps);
  const ndcgAt10 =
    judged.length === 0
      ? undefined
      : { live: mean(judged.map((one) => one.live)), shadow: mean(judged.map((one) => one.shadow)) };
  const reasons = [
    ...(questions.length < gate.leastQueries ? [`${questions.length} of ${gate.leastQueries} questions`] : []),
    ...(overlapAt10 < gate.leastOverlapAt10 ? [`overlap@10 ${shown(overlapAt10)} below ${gate.leastOverlapAt10}`] : []),
    ...(ndcgAt10 && ndcgAt10.shadow < ndcgAt10.live - gate.mostNdcgLoss
      ? [`nDCG@10 ${shown(ndcgAt10.shadow)} after ${shown(ndcgAt10.live)}`]
      : []),
  ];
  return {
    at,
    queries: questions.length,
    overlapAt10,
    topScore: { live: mean(live.map(topScore)), shadow: mean(shadow.map(topScore)) },
    ...(ndcgAt10 && { ndcgAt10 }),
    isHeld: reasons.length === 0,
    reasons,
  };
}

const keysOf = (hits: readonly RankedHit[] = []): string[] => hits.map(({ key }) => key);
/** nDCG@10; a source counts at its first place. */
function quality(hits: readonly RankedHit[] = [], relevant: ReadonlySet<string>): number {
  const items = [...relevant];
  const found = hits.map(({ key }) => (relevant.has(key) ? items.indexOf(key) : null));
  return ndcg({ found, items: items.length }, DEPTH);
}

const topScore = (hits: readonly RankedHit[]): number => hits[0]?.score ?? 0;
const shown = (value: number): string => value.toFixed(3);
const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Share of common hits among the first ten; two empty lists agree. */
function overlap(left: readonly RankedHit[], right: readonly RankedHit[]): number {
  const [a, b] = [new Set(keysOf(left.slice(0, DEPTH))), new Set(keysOf(right.slice(0, DEPTH)))];
  const size = Math.max(a.size, b.size);
  return size === 0 ? 1 : [...a].filter((key) => b.has(key)).length / size;
}
