import type { Span, Token } from '@stellwerk/text';
import { tokenise } from '@stellwerk/text';
import { type Alignment, align } from './alignment/align.js';
import { type Edit, editsOf } from './alignment/edits.js';
import { isFrame } from './alignment/frame.js';
import { SourceIndex, type SourceSentence } from './alignment/source-index.js';
import { isContent, says, weightOf } from './alignment/weights.js';
import { rules } from './rules/index.js';
import { boundMismatch, isSameBound } from './rules/modality.js';
import type { Mismatch, RuleName } from './rules/rule.js';

/** What the sources say of a claim. */
export interface ClaimVerdict {
  readonly verdict: 'supported' | 'contradicted' | 'not-found';
  /** The sentence, or the run of sentences, that comes nearest; absent where nothing is near. */
  readonly evidence?: Span & { readonly source: number };
  /** Weighted share of the claim that stands in the sources, 0..1. */
  readonly support: number;
  /** Where claim and source part, worst first; empty for a supported claim. */
  readonly mismatches: readonly Mismatch[];
}

/** Less of a claim in one place of the source, and a difference says nothing about the claim. */
const MIN_SUPPORT_TO_CONTRADICT = 0.5;
const MIN_SUPPORT = 0.8;
/** Sentences that are compared word by word. */
const CANDIDATES = 3;
/** A claim may be put together from so many sentences. */
const MAX_SENTENCES = 4;
/** Tokens of a claim that are compared; a sentence is no longer. */
const MAX_CLAIM_TOKENS = 400;
/** A neighbour must explain this much of a claim to be part of the place: more than one value, which may stand anywhere. */
const NEIGHBOUR_GAIN = 3;

/** Verifies claims against the same sources. The index is built once; a claim then costs bounded time. */
export function createClaimVerifier(sources: readonly string[]): (claim: string) => ClaimVerdict {
  const index = new SourceIndex(sources);
  return (claim) => verify(tokenise(claim).slice(0, MAX_CLAIM_TOKENS), index);
}

/** One claim against its sources; see {@link createClaimVerifier} for many. */
export const verifyClaim = (claim: string, sources: readonly string[]): ClaimVerdict =>
  createClaimVerifier(sources)(claim);

interface Place extends Span {
  readonly source: number;
  readonly tokens: readonly Token[];
  readonly alignment: Alignment;
  /** What the source goes on with behind the place. */
  readonly following: readonly Token[];
}

function verify(claim: readonly Token[], index: SourceIndex): ClaimVerdict {
  const place = bestPlace(claim, index);
  if (!place) return { verdict: 'not-found', support: 0, mismatches: [] };
  const { tokens, alignment } = place;
  const edits = editsOf(claim, tokens, alignment, place.following);
  const partners = new Set(alignment.partners);
  const around = {
    isInSources: (token: Token) => index.has(token),
    unclaimed: tokens.filter((_token, position) => !partners.has(position)),
  };
  const framed = edits.filter((edit) => {
    const next = edit.at + edit.claimed.length;
    return isFrame(edit, claim[next]) || isSameBound(edit, claim[next], tokens[alignment.partners[next] ?? -1]);
  });
  const total = weightOfAll(claim) - weightOfAll(framed.flatMap(({ claimed }) => claimed));
  const mismatches = [...boundMismatches(claim, place)];
  const open: Token[] = [];
  for (const edit of edits) {
    if (framed.includes(edit)) continue;
    const mismatch = firstMismatch(edit, around);
    if (mismatch) mismatches.push(mismatch);
    else open.push(...edit.claimed);
  }
  const here = total > 0 ? alignment.weight / total : 0;
  const support = total > 0 ? Math.min(1, (alignment.weight + foundElsewhere(claim, open, place, index)) / total) : 0;
  const evidence = { source: place.source, start: place.start, end: place.end };
  const contradictions = mismatches.filter(({ verdict }) => verdict === 'contradicted');
  if (contradictions.length > 0 && here >= MIN_SUPPORT_TO_CONTRADICT)
    return {
      verdict: 'contradicted',
      evidence,
      support,
      mismatches: [...contradictions, ...without(mismatches, contradictions)],
    };
  // Of a claim about something else there is nothing to compare.
  if (here < MIN_SUPPORT_TO_CONTRADICT && support < MIN_SUPPORT)
    return { verdict: 'not-found', evidence, support, mismatches: [] };
  if (mismatches.length > 0 || support < MIN_SUPPORT)
    return { verdict: 'not-found', evidence, support, mismatches: mismatches.map(asNotFound) };
  return { verdict: 'supported', evidence, support, mismatches: [] };
}

const asNotFound = (mismatch: Mismatch): Mismatch => ({ ...mismatch, verdict: 'not-found' });
const without = <Item>(items: readonly Item[], others: readonly Item[]) => items.filter((one) => !others.includes(one));
const weightOfAll = (tokens: readonly Token[]) => tokens.reduce((sum, token) => sum + weightOf(token), 0);

function firstMismatch(edit: Edit, around: Parameters<(typeof rules)[number]>[1]): Mismatch | undefined {
  for (const rule of rules) {
    const mismatch = rule(edit, around);
    if (mismatch) return mismatch;
  }
  return undefined;
}

function* boundMismatches(claim: readonly Token[], { tokens, alignment }: Place): Generator<Mismatch> {
  for (const [index, partner] of alignment.partners.entries()) {
    const [claimed, stated] = [claim[index], tokens[partner]];
    const mismatch = claimed && stated && boundMismatch(claimed, stated);
    if (mismatch) yield mismatch;
  }
}

/** The sentence that has most of the claim, with its neighbours where the claim runs on into them. */
function bestPlace(claim: readonly Token[], index: SourceIndex): Place | undefined {
  let best: { readonly at: number; readonly alignment: Alignment } | undefined;
  for (const at of index.nearest(claim, CANDIDATES)) {
    const alignment = align(claim, index.sentences[at]?.tokens ?? []);
    if (!best || alignment.weight > best.alignment.weight) best = { at, alignment };
  }
  if (!best) return undefined;
  let [from, to, { alignment }] = [best.at, best.at, best];
  const tokensOf = (first: number, last: number) =>
    index.sentences.slice(first, last + 1).flatMap(({ tokens }) => tokens);
  const all = weightOfAll(claim);
  while (to - from + 1 < MAX_SENTENCES && all - alignment.weight >= NEIGHBOUR_GAIN) {
    const wider = [
      [from - 1, to],
      [from, to + 1],
    ]
      .filter(([first = 0, last = 0]) => isRun(index.sentences, first, last))
      .map(([first = 0, last = 0]) => ({ first, last, alignment: align(claim, tokensOf(first, last)) }))
      .sort((a, b) => b.alignment.weight - a.alignment.weight)[0];
    if (!wider || wider.alignment.weight < alignment.weight + NEIGHBOUR_GAIN) break;
    [from, to, alignment] = [wider.first, wider.last, wider.alignment];
  }
  const [first, last] = [index.sentences[from], index.sentences[to]];
  if (!first || !last) return undefined;
  const following = isRun(index.sentences, to, to + 1) ? tokensOf(to + 1, to + 1).slice(0, 1) : [];
  return { source: first.source, start: first.start, end: last.end, tokens: tokensOf(from, to), alignment, following };
}

const isRun = (sentences: readonly SourceSentence[], first: number, last: number) =>
  sentences[first] !== undefined && sentences[first]?.source === sentences[last]?.source;

/**
 * Weight of what is left of a claim and stands elsewhere: reordered in the same place, or in another sentence that shares
 * more than the one word with the claim.
 */
function foundElsewhere(claim: readonly Token[], open: readonly Token[], place: Place, index: SourceIndex): number {
  const rest = open.filter((token) => !place.tokens.some((other) => says(other, token)));
  let weight = weightOfAll(open) - weightOfAll(rest);
  const sentences = rest.some(isContent) ? index.nearest(rest, MAX_SENTENCES) : [];
  for (const at of sentences) {
    const { tokens } = index.sentences[at] ?? { tokens: [] };
    const shared = claim.filter((token) => isContent(token) && tokens.some((other) => says(other, token)));
    if (shared.length < 2) continue;
    const found = rest.filter((token) => tokens.some((other) => says(other, token)));
    weight += weightOfAll(found);
    for (const token of found) rest.splice(rest.indexOf(token), 1);
  }
  return weight;
}

export type { Mismatch, RuleName };
