const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Base 32 (RFC 4648) in small letters without padding. */
export function toBase32(bytes: Uint8Array): string {
  let [text, bits, buffer] = ['', 0, 0];
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET.charAt((buffer >>> (bits - 5)) & 31);
    buffer &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET.charAt((buffer << (5 - bits)) & 31) : text;
}

/** Bytes of a base 32 text; undefined where it is none. */
export function fromBase32(text: string): Uint8Array | undefined {
  const bytes: number[] = [];
  let [bits, buffer] = [0, 0];
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return undefined;
    buffer = (buffer << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >>> bits) & 255);
      buffer &= (1 << bits) - 1;
    }
  }
  // Bits that are left over are zero in what was written here.
  return buffer === 0 ? Uint8Array.from(bytes) : undefined;
}
