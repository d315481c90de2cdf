import type { Candidate } from '../candidate.js';
import { phrases } from '../reading/phrases.js';
import type { Reading } from '../reading/reading.js';
import { districts } from './licence-plate-districts.js';
import { scoreOf } from './score.js';

export const plateCues = phrases(`
  kennzeichen, kennzeichens, kfz kennzeichen, autokennzeichen*, fahrzeugkennzeichen*, kfz, nummernschild*,
  amtliches kennzeichen, licence plate*, license plate*, number plate*, registration plate*, car registration,
  vehicle registration, plate number, plates, reg no`);

const MAX_CHARACTERS = 10;
const PLATE = /^[A-ZÄÖÜ]{1,3}[A-Z]{1,2}\d{1,4}[EH]?$/;
const JOINT = /^(?: ?[-.·] ?| {1,2}|)$/;

/** German licence plates (FZV): district, one or two letters, up to four digits, E for electric or H for historic. */
export function* findLicencePlates({ text, tokens, context }: Reading): Generator<Candidate> {
  for (let index = 0; index < tokens.length; index++) {
    const district = tokens[index];
    if (
      !district ||
      district.kind === 'digits' ||
      district.code.length > (district.kind === 'letters' ? 5 : 9) ||
      // Digits stand in one of the first three groups; most words are left here.
      [0, 1, 2].every((offset) => tokens[index + offset]?.kind === 'letters') ||
      /[\p{L}\d][-./_]$/u.test(text.slice(Math.max(0, district.start - 2), district.start))
    )
      continue;
    const groups = [district];
    // District, letters, digits, and a suffix that was written apart: four groups at most.
    for (let next = index + 1; next < index + 4; next++) {
      const [previous, token] = [tokens[next - 1], tokens[next]];
      if (!previous || !token || token.start - previous.end > 3 || !JOINT.test(text.slice(previous.end, token.start)))
        break;
      groups.push(token);
    }
    for (let count = groups.length; count > 0; count--) {
      const plate = groups.slice(0, count);
      const end = plate.at(-1)?.end ?? district.end;
      const written = text.slice(district.start, end);
      const characters = plate.map(({ code }) => code).join('');
      if (
        !PLATE.test(characters) ||
        characters.length > MAX_CHARACTERS ||
        /^[-._/]?[\p{L}\d]/u.test(text.slice(end, end + 2))
      )
        continue;
      // Written small, only three groups or letters and digits in one tell it from a word with a number behind.
      const isSmall = /\p{Ll}/u.test(written);
      if (isSmall && (/\p{Lu}/u.test(written) || (count < 3 && plate.every(({ kind }) => kind !== 'mixed')))) continue;
      const isUsual = /^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} \d{1,4} ?[EH]?$/.test(written) && districts.has(district.code);
      const score = scoreOf(
        { alone: isUsual ? 0.75 : 0.1, announced: count > 1 ? 0.96 : 0.8 },
        context.evidence('licence-plate', district.start, end),
      );
      yield { type: 'licence-plate', start: district.start, end, score };
      break;
    }
  }
}
