import type { Code, CodeType } from './code-type.js';

/** Prefixes of the unified form, by state: BW 28, BY 9, BE 11, BB 30, HB 24, HH 22, HE 26, MV 40, NI 23, NW 5, RP 27, SL 10, SN 32, ST 31, SH 21, TH 41. */
const UNIFIED = /^(?:28|9|11|3[012]|24|22|26|4[01]|23|5|27|10|21)\d*$/;
/** 2/3/5, 3/3/5 and 3/4/4 digits, by state; 5/5 with the tax office joined to the district. */
const REGIONAL = ['2,3,5', '3,3,5', '3,4,4', '5,5'];

/** Steuernummer: 10 or 11 digits as the state writes them, or 13 in the unified form with 0 in the fifth place. */
export const deTaxNumber: CodeType = {
  type: 'de-tax-number',
  lengths: [10, 11, 13],
  shape: /^\d{10,13}$/,
  right: scores,
  cues: [
    'steuernummer*',
    'steuernr',
    'steuer nr',
    'steuer nummer',
    'st nr',
    'stnr',
    'finanzamt*',
    'tax number',
    'tax no',
    'tax nr',
    'tax office*',
    'tax reference',
  ],
};

function scores({ characters, written, groups }: Code) {
  if (characters.length === 13) {
    const isUnified = UNIFIED.test(characters) && characters[4] === '0';
    return { alone: 0.1, announced: isUnified ? 0.97 : 0.55 };
  }
  const isRegional = REGIONAL.includes(groups.join(','));
  return { alone: isRegional && /^\d+\/\d+\/\d+$/.test(written) ? 0.55 : 0.1, announced: isRegional ? 0.96 : 0.85 };
}
