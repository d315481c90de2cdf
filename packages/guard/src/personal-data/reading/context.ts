import type { EntityType } from '../entity.js';
import type { Cue } from './cues.js';
import type { Cell } from './layout.js';
import { firstFrom } from './search.js';
import type { Token } from './tokens.js';

/** What the words around a place say of it. */
export type Evidence = 'announced' | 'contradicted' | 'none';

export interface Context {
  /** Whether something of this type is announced at a place of the view. */
  readonly evidence: (type: EntityType, start: number, end: number) => Evidence;
  /** The cell of a table that a place lies in. */
  readonly cellAt: (start: number) => Cell | undefined;
}

/** How far before a value its name may stand, and how far behind. */
const BEFORE = 90;
const BEHIND = 40;
/** A word so near names the number, whatever was announced before. */
const ADJACENT = 6;
/** How far in front a word for something else contradicts, within the sentence. */
const CONTRADICTS = 40;
/** Cues that are looked at on either side. */
const MAX_CUES = 4;
/** A number of so many digits, or a year, takes up what was announced before it. */
const NUMBER_DIGITS = 5;
const YEAR = /^(?:19|20)\d\d$/;

/** Context of a view from its cues, cells and tokens; every question costs the logarithm of their number. */
export function contextOf(
  text: string,
  tokens: readonly Token[],
  cues: readonly Cue<EntityType>[],
  cells: readonly Cell[],
): Context {
  const numbers = tokens.filter(
    ({ kind, code }) => kind !== 'letters' && (digitsOf(code) >= NUMBER_DIGITS || YEAR.test(code)),
  );
  const numberBetween = (start: number, end: number) => {
    const number = numbers[firstFrom(numbers, start)];
    return number !== undefined && number.end <= end;
  };
  const cellAt = (start: number) => {
    const cell = cells[firstFrom(cells, start + 1, 'start') - 1];
    return cell && start < cell.end ? cell : undefined;
  };
  const within = (type: EntityType, start: number, end: number): Evidence => {
    let evidence: Evidence = 'none';
    for (let index = firstFrom(cues, start); ; index++) {
      const cue = cues[index];
      if (!cue || cue.end > end) return evidence;
      if (cue.kinds.has(type)) return 'announced';
      if (namesOther(cue)) evidence = 'contradicted';
    }
  };
  const before = (type: EntityType, start: number, from: number) => {
    let index = firstFrom(cues, start, 'end', true) - 1;
    let nearest: Cue<EntityType> | undefined;
    for (let looked = 0; looked < MAX_CUES; looked++, index--) {
      const cue = cues[index];
      if (!cue || cue.end < from || numberBetween(cue.end, start)) break;
      if (namesOther(cue) && start - cue.end <= CONTRADICTS && !/\n|[.!?]\s+\p{Lu}/u.test(text.slice(cue.end, start)))
        nearest ??= cue;
      if (!cue.kinds.has(type)) continue;
      const overruled = nearest && (start - nearest.end <= ADJACENT || sentenceEnds(text, cue.end, start));
      return { evidence: overruled ? 'contradicted' : 'announced', distance: start - cue.end } as const;
    }
    return { evidence: nearest ? 'contradicted' : 'none', distance: nearest ? start - nearest.end : BEFORE } as const;
  };
  const behind = (type: EntityType, end: number, to: number) => {
    const first = firstFrom(cues, end);
    for (let index = first; index < first + MAX_CUES; index++) {
      const cue = cues[index];
      if (!cue || cue.start > to || numberBetween(end, cue.start) || sentenceEnds(text, end, cue.start)) return false;
      if (cue.kinds.has(type)) return true;
      // "… as number of the patient's order": what is named first and is something else, is meant.
      if (namesOther(cue)) return false;
    }
    return false;
  };
  return {
    cellAt,
    evidence(type, start, end) {
      const cell = cellAt(start);
      const inside = cell ? before(type, start, cell.start) : before(type, start, start - BEFORE);
      if (cell?.title && inside.evidence === 'none') return within(type, cell.title.start, cell.title.end);
      if (inside.evidence === 'announced') return 'announced';
      const limit = cell ? cell.end : end + BEHIND;
      const follows = inside.distance > ADJACENT && behind(type, end, Math.min(limit, end + BEHIND));
      return follows ? 'announced' : inside.evidence;
    },
  };
}

/** Words for numbers that are no personal data contradict; those for other personal data leave it to the better score. */
const namesOther = ({ kinds }: Cue<EntityType>) => kinds.size === 0;

const digitsOf = (code: string) => code.replace(/\D/g, '').length;

/** A full stop between two words, or the end of a line, makes a new sentence; not the one of an abbreviation. */
function sentenceEnds(text: string, from: number, to: number): boolean {
  return /[.!?]\s+\p{Lu}|\n\s*\n/u.test(text.slice(from, Math.min(to + 1, from + BEFORE)));
}
