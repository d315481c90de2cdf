import { detectPersonalData } from '../personal-data/detect.js';
import type { Entity } from '../personal-data/entity.js';

/**
 * Personal data by the rules, and what a model adds: entities where the rules see nothing, and longer ones of the same type.
 * Where both see something different, the rules keep theirs, because they know forms and check digits.
 */
export function detectWithModel(text: string, found: readonly Entity[]): Entity[] {
  const known = detectPersonalData(text);
  const deepEntities = found.flatMap((entity): Entity[] => {
    const others = known.filter(({ start, end }) => start < entity.end && entity.start < end);
    if (others.some((other) => !isWithin(other, entity))) return [];
    return [{ ...entity, score: Math.max(entity.score, ...others.map(({ score }) => score)) }];
  });
  return deepEntities.length === 0 ? known : detectPersonalData(text, { deepEntities });
}

const isWithin = (part: Entity, whole: Entity): boolean =>
  part.type === whole.type && part.start >= whole.start && part.end <= whole.end;
