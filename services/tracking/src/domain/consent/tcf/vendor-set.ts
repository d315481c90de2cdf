import { type BitReader, MalformedBits } from '../bit-reader.js';

/** Vendors by their id in the global vendor list. */
export interface VendorSet {
  has(vendorId: number): boolean;
}

const ID_BITS = 16;
const COUNT_BITS = 12;

/**
 * A vendor section: highest id, then one bit per vendor or a list of ranges (IAB TCF consent string format v2, "Vendor
 * Consent Section").
 * @throws MalformedBits
 */
export function readVendorSet(reader: BitReader): VendorSet {
  const maxVendorId = reader.read(ID_BITS);
  if (reader.readFlag()) return readVendorRanges(reader);
  const start = reader.skip(maxVendorId);
  return { has: (vendorId) => vendorId >= 1 && vendorId <= maxVendorId && reader.bitAt(start + vendorId - 1) };
}

/** A list of single ids and ranges, both ends included. @throws MalformedBits where a range runs backwards */
export function readVendorRanges(reader: BitReader): VendorSet {
  const count = reader.read(COUNT_BITS);
  const bounds = new Uint16Array(count * 2);
  for (let index = 0; index < count; index++) {
    const isRange = reader.readFlag();
    const first = reader.read(ID_BITS);
    const last = isRange ? reader.read(ID_BITS) : first;
    if (first === 0 || last < first) throw new MalformedBits('a range of vendors runs backwards');
    bounds[index * 2] = first;
    bounds[index * 2 + 1] = last;
  }
  return {
    has: (vendorId) => {
      for (let index = 0; index < bounds.length; index += 2) {
        if (vendorId >= (bounds[index] as number) && vendorId <= (bounds[index + 1] as number)) return true;
      }
      return false;
    },
  };
}
