/**
 * CRC-32C (Castagnoli, RFC 3720 §12.1), eight bytes a turn ("slicing-by-8", Kounavis and Berry, 2008). The broker checks it over
 * every batch; one byte a turn, as kafkajs does it, took more than writing the batch.
 */
const REVERSED_POLYNOMIAL = 0x82f63b78;
const SLICES = 8;

/** Table k answers for a byte that k more bytes follow; all tables behind each other. */
const tables = new Int32Array(SLICES * 256);
for (let byte = 0; byte < 256; byte++) {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ REVERSED_POLYNOMIAL : crc >>> 1;
  tables[byte] = crc;
}
for (let at = 256; at < tables.length; at++) {
  const before = tables[at - 256] as number;
  tables[at] = (tables[before & 0xff] as number) ^ (before >>> 8);
}

const entry = (slice: number, byte: number): number => tables[slice * 256 + (byte & 0xff)] as number;

/** Checksum of `bytes` as an unsigned 32-bit number. */
export function crc32c(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let crc = -1;
  let at = 0;
  for (const last = bytes.length - SLICES; at <= last; at += SLICES) {
    const low = crc ^ view.getInt32(at, true);
    const high = view.getInt32(at + 4, true);
    crc = entry(7, low) ^ entry(6, low >>> 8) ^ entry(5, low >>> 16) ^ entry(4, low >>> 24);
    crc ^= entry(3, high) ^ entry(2, high >>> 8) ^ entry(1, high >>> 16) ^ entry(0, high >>> 24);
  }
  for (; at < bytes.length; at++) crc = entry(0, crc ^ view.getUint8(at)) ^ (crc >>> 8);
  return ~crc >>> 0;
}
