/** What UTF-8 of two or three bytes looks like when it was read as Windows-1252 once. */
const TWICE = /[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€‚„][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/g;
/** Bytes 0x80..0x9f of Windows-1252 by their character. */
const UPPER = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((character, index) => [character, 0x80 + index]),
);
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Undoes an encoding done twice (`MÃ¼ller`), where all of the text is so: no letter outside ASCII stands alone. Otherwise the
 * text is left as it is, since it may speak of such a mishap.
 */
export function repairDoubleEncoding(text: string): { readonly text: string; readonly repaired: number } {
  let repaired = 0;
  const mended = text.replace(TWICE, (sequence) => {
    try {
      const character = decoder.decode(
        Uint8Array.from([...sequence].map((one) => UPPER.get(one) ?? one.charCodeAt(0))),
      );
      repaired++;
      return character;
    } catch (error) {
      if ((error as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return sequence;
      throw error;
    }
  });
  if (repaired === 0) return { text, repaired };
  const others = text.replace(TWICE, '').match(/[\u0080-\u024f]/g)?.length ?? 0;
  return others === 0 ? { text: mended, repaired } : { text, repaired: 0 };
}
