import type { Dice } from '../dice.js';
import type { Language } from '../document.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import type { Value } from './value.js';

/** Street with house number. */
export function street(dice: Dice, language: Language, words: Vocabulary): Value {
  const name = dice.pick(words.streets);
  const number = `${1 + dice.below(180)}`;
  if (language === 'en') {
    const plain = dice.chance(0.15) ? `${number} ${name}, Flat ${1 + dice.below(20)}` : `${number} ${name}`;
    return { plain, groups: [number, name] };
  }
  const house = number + dice.pick(['', '', '', '', 'a', ' b', 'c']);
  return { plain: `${name} ${house}`, groups: [name, house] };
}

/** Postcode and town. */
export function place(dice: Dice, language: Language, words: Vocabulary): Value {
  const town = dice.pick(words.towns);
  if (language === 'de') {
    const code = `${dice.below(10)}${dice.digits(4)}`;
    return { plain: `${code === '00000' ? '10115' : code} ${town}`, groups: [code, town] };
  }
  if (dice.chance(0.5)) {
    const state = dice.pick(['CA', 'NY', 'TX', 'IL', 'OH', 'WA', 'MA', 'GA']);
    const code = dice.digits(5);
    return { plain: `${town}, ${state} ${code}`, groups: [town, state, code] };
  }
  const outward = dice.pick(['LS', 'M', 'B', 'SW', 'EH', 'CF', 'NG', 'OX']) + String(1 + dice.below(20));
  const inward = dice.below(10) + dice.characters(2, 'ABDEFGHJLNPQRSTUWXYZ');
  return {
    plain: dice.chance(0.5) ? `${town} ${outward} ${inward}` : `${town}, ${outward} ${inward}`,
    groups: [town, outward, inward],
  };
}
