import type { Candidate } from './candidate.js';
import { entityTypes } from './entity.js';

const rank = new Map(entityTypes.map((type, index) => [type, index]));

/** The order in which candidates claim their place: sure before unsure, long before short, then by place and type. */
const byClaim = (a: Candidate, b: Candidate) =>
  b.score - a.score ||
  b.end - b.start - (a.end - a.start) ||
  a.start - b.start ||
  (rank.get(a.type) ?? 0) - (rank.get(b.type) ?? 0);

/** Candidates of at least a score, of which no two overlap, in the order of the text; the same for every order of the input. */
export function resolveOverlaps(candidates: Iterable<Candidate>, minScore: number): Candidate[] {
  const ranked = [...candidates].filter(({ score }) => score >= minScore).sort(byClaim);
  const taken = new Places();
  return ranked.filter(({ start, end }) => taken.claim(start, end)).sort((a, b) => a.start - b.start);
}

/** Stretches of a text that are taken, in blocks, so that a claim costs what its length costs. */
class Places {
  readonly #taken = new Set<number>();

  claim(start: number, end: number): boolean {
    for (let at = start; at < end; at++) if (this.#taken.has(at)) return false;
    for (let at = start; at < end; at++) this.#taken.add(at);
    return true;
  }
}
