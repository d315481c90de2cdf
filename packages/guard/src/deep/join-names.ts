import type { Entity } from '../personal-data/entity.js';

/** A part of a name or an address, as a tagger of single words finds it: UTF-16 offsets, end exclusive. */
export interface NamePart {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** What may stand between two parts that belong together: blanks, and a comma, full stop or hyphen among them. */
const GAP = /^[ \t\u00a0]*[.,-]?[ \t\u00a0]*\n?[ \t]*$/;
const MAX_GAP = 4;

/** Kinds of part that a whole is made of; an address needs two of them, because a town or a street alone is nobody's. */
const WHOLES = [
  { type: 'person', parts: new Set(['given-name', 'surname']), least: 1 },
  { type: 'street', parts: new Set(['street', 'house-number']), least: 2 },
  { type: 'place', parts: new Set(['postal-code', 'city']), least: 2 },
] as const;

/** Persons, streets with their numbers, and towns with their postcodes, joined from neighbouring parts. */
export function joinNameParts(text: string, parts: readonly NamePart[]): Entity[] {
  const entities = WHOLES.flatMap(({ type, parts: kinds, least }) => {
    const groups: NamePart[][] = [];
    for (const part of parts.filter((one) => kinds.has(one.type)).sort((a, b) => a.start - b.start)) {
      const group = groups.at(-1);
      const previous = group?.at(-1);
      if (group && previous && areNeighbours(text, previous, part)) group.push(part);
      else groups.push([part]);
    }
    return groups
      .filter((group) => new Set(group.map((part) => part.type)).size >= least)
      .map((group) => wholeOf(type, group));
  });
  return entities.sort((a, b) => a.start - b.start);
}

function areNeighbours(text: string, { end }: NamePart, { start }: NamePart): boolean {
  return start - end <= MAX_GAP && GAP.test(text.slice(end, start));
}

function wholeOf(type: Entity['type'], group: readonly NamePart[]): Entity {
  return {
    type,
    start: Math.min(...group.map(({ start }) => start)),
    end: Math.max(...group.map(({ end }) => end)),
    score: group.reduce((sum, { score }) => sum + score, 0) / group.length,
  };
}
