/** Encodings of text files that are told apart. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes that a decision about the encoding and the format of a file needs. */
export const SAMPLE_BYTES = 65_536;

/** The encoding that a byte order mark names, and its length. */
export function byteOrderMark(bytes: Uint8Array): { readonly encoding: Encoding; readonly length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

/**
 * The encoding of text that begins with a sample: by its byte order mark; by zero bytes in every second place (UTF-16 of
 * mostly Latin text); UTF-8 where the bytes are valid as such; else Windows-1252.
 */
export function encodingOf(sample: Uint8Array): Encoding {
  const marked = byteOrderMark(sample);
  if (marked) return marked.encoding;
  const pairs = Math.floor(sample.length / 2);
  let [even, odd] = [0, 0];
  for (let at = 0; at < pairs * 2; at += 2) {
    if (sample[at] === 0) even += 1;
    if (sample[at + 1] === 0) odd += 1;
  }
  if (pairs >= 4 && odd > pairs * 0.4 && even < pairs * 0.1) return 'utf-16le';
  if (pairs >= 4 && even > pairs * 0.4 && odd < pairs * 0.1) return 'utf-16be';
  return isUtf8Beginning(sample) ? 'utf-8' : 'windows-1252';
}

/** Whether bytes are UTF-8, apart from a character that may be cut off at their end. */
function isUtf8Beginning(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
