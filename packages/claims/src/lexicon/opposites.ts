import { folded } from '@stellwerk/text';
import { englishOpposites } from './english-opposites.js';
import { germanOpposites } from './german-opposites.js';

const ENDINGS = `e en er es em n s t te ten tes ter ste sten ster stes ere eren erer eres
  ed d ing est r st ly ern erne ernen`.split(/\s+/);
const PREFIXES = ['un', 'in', 'im', 'il', 'ir', 'dis', 'non', 'miss', 'mis', 'nicht', 'anti', 'de', 'dys', 'a'];
/** A word is at least this long behind a prefix that negates it: "in" and "tern" make no pair. */
const SHORTEST_NEGATED = 4;

const pairs = new Map<string, Set<string>>();
for (const [left = '', right = ''] of [...germanOpposites, ...englishOpposites]) {
  for (const one of left.split('/'))
    for (const other of right.split('/')) {
      link(folded(one), folded(other));
      link(folded(other), folded(one));
    }
}

function link(from: string, to: string): void {
  const known = pairs.get(from) ?? new Set();
  pairs.set(from, known.add(to));
}

/** Whether two words turn a statement round: listed opposites in any inflection, or one negates the other by prefix or suffix. */
export function areOpposites(left: string, right: string): boolean {
  const [one, other] = [folded(left), folded(right)];
  if (one === other) return false;
  const [lefts, rights] = [basesOf(one), basesOf(other)];
  for (const base of lefts) {
    const known = pairs.get(base);
    if (known && [...rights].some((candidate) => known.has(candidate))) return true;
  }
  return negates(lefts, rights) || negates(rights, lefts);
}

/** What a folded word may be an inflection of, itself included. */
export function basesOf(word: string): Set<string> {
  const bases = new Set([word]);
  for (const ending of ENDINGS) {
    if (!word.endsWith(ending) || word.length - ending.length < 2) continue;
    const stem = word.slice(0, -ending.length);
    bases.add(stem).add(`${stem}e`);
    // bigger, earlier
    if (/(.)\1$/.test(stem)) bases.add(stem.slice(0, -1));
    if (stem.endsWith('i')) bases.add(`${stem.slice(0, -1)}y`);
  }
  return bases;
}

function negates(negative: ReadonlySet<string>, positive: ReadonlySet<string>): boolean {
  for (const base of negative) {
    for (const prefix of PREFIXES) {
      const rest = base.startsWith(prefix) ? base.slice(prefix.length) : '';
      if (rest.length >= SHORTEST_NEGATED && positive.has(rest)) return true;
    }
    const bare = /^(.{3,}?)(?:los|less)$/.exec(base)?.[1];
    if (bare === undefined) continue;
    const full = [`${bare}voll`, `${bare}ful`, `${bare}haft`, `${bare}reich`, bare, bare.replace(/s$/, '')];
    if (full.some((candidate) => positive.has(candidate))) return true;
  }
  return false;
}
