import type { Token } from '@stellwerk/text';
import type { Alignment } from './align.js';

/** A run where claim and source differ. One of the two may be empty: something was added or left out. */
export interface Edit {
  readonly claimed: readonly Token[];
  readonly stated: readonly Token[];
  /** Index of the first claimed token in the claim. */
  readonly at: number;
  /** Aligned tokens stand on both sides: it is the same place of the same sentence. */
  readonly isFlanked: boolean;
  /** It opens or ends the claim. */
  readonly edge?: 'head' | 'tail';
}

/** Beyond this, what an edge of a claim could stand for in the source is a guess. */
const MAX_EDGE = 4;

/**
 * The runs in which a claim and the source it is aligned to differ, in order.
 *
 * @param following What stands behind the source: a line break may part a value from its sentence
 */
export function editsOf(
  claim: readonly Token[],
  source: readonly Token[],
  { partners }: Alignment,
  following: readonly Token[] = [],
): Edit[] {
  const edits: Edit[] = [];
  let claimFrom = 0;
  let sourceFrom: number | undefined;
  for (let index = 0; index <= claim.length; index++) {
    const partner = index < claim.length ? (partners[index] ?? -1) : source.length;
    if (partner < 0) continue;
    const claimed = claim.slice(claimFrom, index);
    const isHead = sourceFrom === undefined;
    const isTail = index === claim.length;
    if (isHead || isTail) {
      const reach = Math.min(MAX_EDGE, claimed.length + 1);
      const edge = isHead ? 'head' : 'tail';
      const stated =
        isHead && isTail
          ? []
          : isHead
            ? before(source, partner, reach)
            : sourceFrom === source.length && claimed.length > 0
              ? following
              : after(source, sourceFrom ?? 0, reach);
      // The claim ends where the source has one word more, such as "nicht".
      const isCut = !isHead && claimed.length === 0 && stated.length === 1;
      if (claimed.length > 0 || isCut)
        edits.push({
          claimed,
          stated,
          at: claimFrom,
          isFlanked: isCut || endsWith(stated, source, edge, partner),
          edge,
        });
    } else {
      const stated = source.slice(sourceFrom, partner);
      if (claimed.length + stated.length > 0) edits.push({ claimed, stated, at: claimFrom, isFlanked: true });
    }
    claimFrom = index + 1;
    sourceFrom = partner + 1;
  }
  return edits;
}

const STOP = /[.,;:!?]/;

/** At most `count` tokens before a place. */
const before = (source: readonly Token[], end: number, count: number) => source.slice(Math.max(0, end - count), end);

/** At most `count` tokens from a place on, within their sentence or clause. */
function after(source: readonly Token[], start: number, count: number): Token[] {
  const tokens = source.slice(start, start + count);
  const stop = tokens.findIndex((token) => STOP.test(token.before));
  return stop < 0 ? tokens : tokens.slice(0, stop);
}

/** Whether the source begins or ends with what stands at the edge of the claim: then it is the same place. */
function endsWith(stated: readonly Token[], source: readonly Token[], edge: 'head' | 'tail', partner: number): boolean {
  if (stated.length === 0) return false;
  return edge === 'head' ? stated.length === partner : stated.at(-1) === source.at(-1);
}
