/** Why bits cannot be read; holds nothing of the text. */
export class MalformedBits extends Error {}

const NOT_BASE64URL = 255;
const SEXTETS = new Uint8Array(128).fill(NOT_BASE64URL);
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].entries()) {
  SEXTETS[character.charCodeAt(0)] = value;
}

/** Reads numbers of any width from base64url text, most significant bit first; six bits a character, no padding sign. */
export class BitReader {
  #position = 0;

  private constructor(private readonly sextets: Uint8Array) {}

  /** @throws MalformedBits where the text holds another character */
  static of(text: string): BitReader {
    const sextets = new Uint8Array(text.length);
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      const sextet = code < 128 ? (SEXTETS[code] as number) : NOT_BASE64URL;
      if (sextet === NOT_BASE64URL) throw new MalformedBits('not base64url');
      sextets[index] = sextet;
    }
    return new BitReader(sextets);
  }

  /** An unsigned number of `width` bits, at most 53. @throws MalformedBits past the end */
  read(width: number): number {
    let left = width;
    let value = 0;
    if (this.#position + width > this.sextets.length * 6) throw new MalformedBits('too short');
    while (left > 0) {
      const offset = this.#position % 6;
      const taken = Math.min(left, 6 - offset);
      const sextet = this.sextets[(this.#position - offset) / 6] as number;
      const bits = (sextet >> (6 - offset - taken)) & ((1 << taken) - 1);
      // Multiplied, not shifted: dates have 36 bits.
      value = value * (1 << taken) + bits;
      this.#position += taken;
      left -= taken;
    }
    return value;
  }

  readFlag(): boolean {
    return this.read(1) === 1;
  }

  /** Reads over `width` bits and returns where they begin, for {@link bitAt}. @throws MalformedBits past the end */
  skip(width: number): number {
    const start = this.#position;
    if (start + width > this.sextets.length * 6) throw new MalformedBits('too short');
    this.#position += width;
    return start;
  }

  /** A bit that has been read over. */
  bitAt(position: number): boolean {
    const offset = position % 6;
    return (((this.sextets[(position - offset) / 6] as number) >> (5 - offset)) & 1) === 1;
  }

  /** Whether nothing but zeros is left, which fill the last character or byte. */
  get isAtEnd(): boolean {
    for (let position = this.#position; position < this.sextets.length * 6; position++) {
      if (this.bitAt(position)) return false;
    }
    return true;
  }
}
