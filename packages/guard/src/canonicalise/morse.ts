import type { Decoder, Replacement } from './view.js';

const LETTERS: Readonly<Record<string, string>> = {
  '.-': 'a',
  '-...': 'b',
  '-.-.': 'c',
  '-..': 'd',
  '.': 'e',
  '..-.': 'f',
  '--.': 'g',
  '....': 'h',
  '..': 'i',
  '.---': 'j',
  '-.-': 'k',
  '.-..': 'l',
  '--': 'm',
  '-.': 'n',
  '---': 'o',
  '.--.': 'p',
  '--.-': 'q',
  '.-.': 'r',
  '...': 's',
  '-': 't',
  '..-': 'u',
  '...-': 'v',
  '.--': 'w',
  '-..-': 'x',
  '-.--': 'y',
  '--..': 'z',
  '.-.-': 'ä',
  '---.': 'ö',
  '..--': 'ü',
  '...--..': 'ß',
  '.----': '1',
  '..---': '2',
  '...--': '3',
  '....-': '4',
  '.....': '5',
  '-....': '6',
  '--...': '7',
  '---..': '8',
  '----.': '9',
  '-----': '0',
  '.-.-.-': '.',
  '--..--': ',',
  '..--..': '?',
  '-.-.--': '!',
  '---...': ':',
  '-..-.': '/',
  '-....-': '-',
  '.----.': "'",
  '.-..-.': '"',
  '-.--.': '(',
  '-.--.-': ')',
};
/** Five letters or more: a row of dashes or dots is a line, not a message. */
const RUN = /[.\-·•–—−_]{1,7}(?:[ \t\r\n/|]{1,5}[.\-·•–—−_]{1,7}){4,}/g;

/** Morse code: letters parted by a blank, words by a slash, a bar or several blanks. */
export const morse: Decoder = {
  layer: 'morse',
  decode: (text) =>
    Array.from(text.matchAll(RUN)).flatMap((match): Replacement[] => {
      const words = match[0]
        .replace(/[·•]/g, '.')
        .replace(/[–—−_]/g, '-')
        .split(/\s*[/|\n]\s*|\s{2,}/);
      const letters = words.map((word) =>
        word
          .trim()
          .split(/\s+/)
          .map((code) => LETTERS[code]),
      );
      const known = letters.flat().filter((letter) => letter !== undefined).length;
      const plain = letters.map((word) => word.join('')).join(' ');
      const varied = new Set(plain.replaceAll(' ', '')).size >= 4;
      if (!varied || known < 0.9 * letters.flat().length) return [];
      return [{ start: match.index, end: match.index + match[0].length, text: `\n${plain}\n` }];
    }),
};
