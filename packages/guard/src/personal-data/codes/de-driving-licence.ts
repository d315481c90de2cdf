import type { CodeType } from './code-type.js';

/** Führerschein since 2013: two characters of the authority, eight digits, a check character whose rule is not published. */
export const deDrivingLicence: CodeType = {
  type: 'de-driving-licence',
  lengths: [11],
  shape: /^[A-Z0-9]{2}\d{8}[A-Z0-9]$/,
  right: ({ characters }) => {
    const hasLetter = /[A-Z]/.test(characters.slice(0, 2));
    return { alone: 0.15, announced: hasLetter ? 0.96 : 0.7 };
  },
  cues: [
    'führerschein*',
    'fuehrerschein*',
    'fahrerlaubnis*',
    'driving licence*',
    'driving license*',
    'driver licence*',
    'driver license*',
    'driver s licence*',
    'driver s license*',
    'drivers licence*',
    'drivers license*',
  ],
};
