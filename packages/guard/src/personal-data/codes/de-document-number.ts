import { isIcao731 } from '../check-digits/icao-731.js';
import type { Code, CodeType } from './code-type.js';

/** Serial numbers of German documents leave out vowels and letters that look like digits. */
const REST = '[0-9CFGHJKLMNPRTVWXYZ]{8}';

/** Nine characters, or ten where the check digit of the machine-readable zone is written with them. */
const scores = ({ characters }: Code) => {
  const hasCheckDigit = characters.length === 10 && isIcao731(characters);
  if (characters.length === 10 && !hasCheckDigit) return { alone: 0.05, announced: 0.6 };
  const hasBoth = /\d/.test(characters.slice(1, 9)) && /[A-Z]/.test(characters.slice(1, 9));
  return { alone: hasCheckDigit ? 0.5 : hasBoth ? 0.3 : 0.1, announced: hasCheckDigit ? 0.99 : 0.96 };
};

/** Personalausweis: first character an authority of the identity cards. */
export const deIdentityCard: CodeType = {
  type: 'de-identity-card',
  lengths: [9, 10],
  shape: new RegExp(`^[LMNPRTVWXY]${REST}\\d?$`),
  right: scores,
  cues: [
    'personalausweis*',
    'ausweis',
    'ausweises',
    'ausweisnummer*',
    'ausweisnr',
    'ausweis nr',
    'ausweisdokument*',
    'perso',
    'identity card*',
    'id card*',
    'identity document*',
  ],
};

/** Reisepass: the ninth character belongs to the number; the check digit is a tenth (ICAO 9303). */
export const dePassport: CodeType = {
  type: 'de-passport',
  lengths: [9, 10],
  shape: new RegExp(`^[CFGHJK]${REST}\\d?$`),
  right: scores,
  cues: ['reisepass*', 'reisepasses', 'passnummer*', 'pass nr', 'pass no', 'pass', 'passport*'],
};
