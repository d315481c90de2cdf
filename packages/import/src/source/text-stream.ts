import { byteOrderMark, type Encoding } from '../text/encoding.js';

/** Stands where bytes could not be decoded. */
export const UNDECODABLE = '\uFFFD';

/** Decodes pieces of a file into text, without its byte order mark; bytes that do not fit become U+FFFD. */
export async function* decoded(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  let isFirst = true;
  for await (const piece of pieces) {
    const mark = isFirst ? byteOrderMark(piece) : undefined;
    const bytes = mark?.encoding === encoding ? piece.subarray(mark.length) : piece;
    isFirst = false;
    const text = decoder.decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
