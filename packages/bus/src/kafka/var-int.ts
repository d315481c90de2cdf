/** Numbers of variable length as Kafka's message format v2 writes them: zig-zag, then seven bits a byte. Up to 2⁵². */

const BASE = 128;

/** Signed numbers as unsigned ones, small for small magnitudes. */
const zigZag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

/** Bytes that the number takes. */
export function sizeOfVarInt(value: number): number {
  if (value >= -64 && value < 64) return 1;
  let bytes = 1;
  for (let rest = zigZag(value); rest >= BASE; rest = Math.floor(rest / BASE)) bytes += 1;
  return bytes;
}

/** Returns the position behind the number. */
export function writeVarInt(buffer: Buffer, at: number, value: number): number {
  let rest = zigZag(value);
  let position = at;
  if (rest < BASE) {
    buffer[position] = rest;
    return position + 1;
  }
  for (; rest >= BASE; rest = Math.floor(rest / BASE)) buffer[position++] = (rest % BASE) + BASE;
  buffer[position++] = rest;
  return position;
}
