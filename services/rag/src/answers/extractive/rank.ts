import type { Evidence } from '../evidence/evidence.js';
import { TermCoverage } from '../question/coverage.js';
import type { QuestionPart } from '../question/read.js';
import { featureNames, featuresOf } from './features.js';
import { rankingWeights } from './weights.js';

/** A candidate with how well it answers: log odds against the others of the same question. */
export interface RankedEvidence {
  readonly evidence: Evidence;
  readonly score: number;
  /** Its position among the candidates that were given. */
  readonly position: number;
}

export interface Ranking {
  /** Best first; equal scores in the order they were given. */
  readonly ranked: readonly RankedEvidence[];
  /** Of the terms of the question, weighed by the candidates. */
  readonly coverage: TermCoverage;
  /** Features of the candidates, in the order they were given. */
  readonly rows: readonly (readonly number[])[];
}

/** Orders sentences by how well they answer a question. */
export function rankEvidence(part: QuestionPart, candidates: readonly Evidence[]): Ranking {
  const coverage = new TermCoverage(
    part.terms,
    candidates.map(({ text }) => text),
  );
  const rows = featuresOf(part, candidates, coverage);
  const ranked = candidates.map((evidence, position): RankedEvidence => {
    const row = rows[position] ?? [];
    const score = featureNames.reduce((sum, name, index) => sum + (rankingWeights[name] ?? 0) * (row[index] ?? 0), 0);
    return { evidence, score, position };
  });
  return { ranked: ranked.sort((a, b) => b.score - a.score || a.position - b.position), coverage, rows };
}
