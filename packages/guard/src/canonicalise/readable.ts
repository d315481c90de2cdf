const strict = new TextDecoder('utf-8', { fatal: true });

/** Bytes as UTF-8 text, or nothing where they are no UTF-8 or hold control characters: then they were no text. */
export function readableBytes(bytes: Uint8Array): string | undefined {
  let text: string;
  try {
    text = strict.decode(bytes);
  } catch {
    return undefined;
  }
  return /(?![\t\n\v\f\r])\p{Cc}/u.test(text) ? undefined : text;
}

/** Whether a decoded run reads like language: mostly letters and blanks. Numbers and keys do not. */
export function looksLikeLanguage(text: string): boolean {
  if (text.length < 4) return false;
  let letters = 0;
  for (const character of text) if (/[\p{L} ]/u.test(character)) letters++;
  return letters >= 0.75 * text.length;
}
