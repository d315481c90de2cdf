import type { Token } from '@stellwerk/text';
import type { Edit } from '../alignment/edits.js';

export const ruleNames = [
  'number',
  'date',
  'code',
  'negation',
  'direction',
  'superlative',
  'entity',
  'modality',
  'wording',
] as const;
export type RuleName = (typeof ruleNames)[number];

/** Where a claim and its source part. */
export interface Mismatch {
  readonly rule: RuleName;
  /** The source says otherwise, or does not say it. */
  readonly verdict: 'contradicted' | 'not-found';
  /** What the claim says, as written; empty where it leaves something out. */
  readonly claimed: string;
  /** What the source says in its place; empty where it says nothing. */
  readonly stated: string;
}

/** What a rule may ask beyond the edit. */
export interface Surroundings {
  /** Whether the sources have the token anywhere. */
  readonly isInSources: (token: Token) => boolean;
  /** Tokens of the source sentence that no token of the claim stands for. */
  readonly unclaimed: readonly Token[];
}

/** A named hard check of one edit. */
export type Rule = (edit: Edit, around: Surroundings) => Mismatch | undefined;

/** Tokens as they are written. */
export const written = (tokens: readonly Token[]): string =>
  tokens.map(({ before, text }, index) => (index === 0 ? '' : before) + text).join('');
