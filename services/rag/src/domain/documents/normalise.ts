/** Zero-width and bidirectional controls, soft hyphens, variation of tags: nothing that a reader sees. */
const INVISIBLE =
  /[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}]|\u034f/gu;
/** A joiner means something only after a pictograph or in a script whose letters join. */
const JOINER =
  /(?<!\ufe0f|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Taml}\p{sc=Mlym}\p{sc=Sinh}])[\u200c\u200d]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROL = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/g;
const LINE_END = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
const SPACE = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;
const SOFT_HYPHEN = /\u00ad/g;

export interface Normalised {
  readonly text: string;
  /** Characters taken out that a reader cannot see, soft hyphens and control characters apart. */
  readonly invisible: number;
}

/**
 * Text as it is hashed, cited and shown: NFC, `\n` line ends, plain blanks, no control, zero-width, bidirectional or tag
 * characters, no soft hyphens, no lone surrogates.
 * @param lines `keep` leaves blanks and line ends as they are (code); `fold` leaves one blank or line end between words
 */
export function normaliseText(raw: string, lines: 'keep' | 'fold'): Normalised {
  let invisible = 0;
  const drop = () => {
    invisible++;
    return '';
  };
  const visible = raw
    .toWellFormed()
    .replace(LINE_END, '\n')
    .replace(SOFT_HYPHEN, '')
    .replace(INVISIBLE, drop)
    .replace(JOINER, drop)
    .replace(CONTROL, '');
  if (lines === 'keep')
    return {
      text: visible
        .normalize('NFC')
        .replace(/[ \t]+$/gm, '')
        .replace(/^\n+|\n+$/g, ''),
      invisible,
    };
  const text = visible
    .replace(SPACE, ' ')
    .replace(/ *\n\s*/g, '\n')
    .replace(/ {2,}/g, ' ')
    .trim()
    .normalize('NFC');
  return { text, invisible };
}
