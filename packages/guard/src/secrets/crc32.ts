const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 (ISO 3309) of ASCII. */
export function crc32(text: string): number {
  let value = 0xffffffff;
  for (let index = 0; index < text.length; index++)
    value = (value >>> 8) ^ (TABLE[(value ^ text.charCodeAt(index)) & 255] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}
