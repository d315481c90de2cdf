import { type BitReader, MalformedBits } from '../bit-reader.js';

const TYPE = 3;
const VERSION = 1;
/** More sections than any string can need; ids beyond the bound are not assigned. */
const MAX_SECTIONS = 64;
const MAX_SECTION_ID = 1_023;
/** Enough Fibonacci numbers for the highest id. */
const FIBONACCI = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987] as const;

/**
 * Section ids of a GPP header: type and version, then ranges of Fibonacci-coded steps (IAB Tech Lab, Global Privacy Platform,
 * "Consent String Specification", Header and Fibonacci Encoding).
 * @throws MalformedBits
 */
export function readGppHeader(reader: BitReader): number[] {
  if (reader.read(6) !== TYPE || reader.read(6) !== VERSION) throw new MalformedBits('not a GPP header');
  const entries = reader.read(12);
  const ids: number[] = [];
  let last = 0;
  for (let entry = 0; entry < entries; entry++) {
    const isRange = reader.readFlag();
    const first = last + readFibonacci(reader);
    last = isRange ? first + readFibonacci(reader) : first;
    if (last > MAX_SECTION_ID) throw new MalformedBits('a section id that is not assigned');
    for (let id = first; id <= last; id++) ids.push(id);
    if (ids.length > MAX_SECTIONS) throw new MalformedBits('too many sections');
  }
  if (!reader.isAtEnd) throw new MalformedBits('bits beyond the last field');
  return ids;
}

/** A Fibonacci-coded number: lowest first, ended by a second one in a row. */
function readFibonacci(reader: BitReader): number {
  let value = 0;
  let previous = false;
  for (const number of FIBONACCI) {
    const bit = reader.readFlag();
    if (bit && previous) return value;
    if (bit) value += number;
    previous = bit;
  }
  throw new MalformedBits('a section id that is not assigned');
}
