import { createHash } from 'node:crypto';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';

/** Draws of named scalars from several chains. */
export interface DrawTable {
  readonly names: readonly string[];
  readonly chains: number;
  /** Per chain. */
  readonly draws: number;
  /** Index = (parameter × chains + chain) × draws + draw. */
  readonly values: Float64Array;
}

const MAGIC = 'STWKDRAW';
const FORMAT = 'stellwerk.mmm.posterior.v1';
const PREFIX_BYTES = 12;
const CHECKSUM_BYTES = 32;
const MAX_HEADER_BYTES = 64 * 1_048_576;

/**
 * One file of draws, exact to the bit:
 *
 * | bytes | content |
 * |---|---|
 * | 0..7 | `STWKDRAW` |
 * | 8..11 | length H of the header, unsigned, little endian |
 * | 12..12+H | JSON: `{format, chains, draws, names}`, padded with spaces so that the draws begin at a multiple of 8 |
 * | then | float64, little endian: parameter after parameter, within each chain after chain, within each draw after draw |
 * | last 32 | SHA-256 of all bytes before |
 *
 * The length follows from the header, so a cut file is noticed before its checksum is computed.
 */
export function encodePosterior({ names, chains, draws, values }: DrawTable): Uint8Array {
  if (values.length !== names.length * chains * draws)
    throw new RangeError(`${values.length} values are not ${names.length} × ${chains} × ${draws}`);
  const json = JSON.stringify({ format: FORMAT, chains, draws, names });
  const header = Buffer.from(json + ' '.repeat((8 - ((PREFIX_BYTES + Buffer.byteLength(json)) % 8)) % 8));
  const start = PREFIX_BYTES + header.length;
  const bytes = Buffer.alloc(start + values.length * 8 + CHECKSUM_BYTES);
  bytes.write(MAGIC, 0, 'latin1');
  bytes.writeUInt32LE(header.length, MAGIC.length);
  header.copy(bytes, PREFIX_BYTES);
  for (let at = 0; at < values.length; at++) bytes.writeDoubleLE(values[at] ?? 0, start + at * 8);
  checksum(bytes).copy(bytes, bytes.length - CHECKSUM_BYTES);
  return bytes;
}

/** @throws StellwerkError MMM_POSTERIOR_DAMAGED */
export function decodePosterior(file: Uint8Array): DrawTable {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < PREFIX_BYTES || bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw damaged('it is no file of draws');
  const length = bytes.readUInt32LE(MAGIC.length);
  const start = PREFIX_BYTES + length;
  if (length > MAX_HEADER_BYTES || start + CHECKSUM_BYTES > bytes.length) throw damaged('it ends too early');
  const { names, chains, draws } = readHeader(bytes.toString('utf8', PREFIX_BYTES, start));
  const count = names.length * chains * draws;
  const expected = start + count * 8 + CHECKSUM_BYTES;
  if (bytes.length !== expected) throw damaged(`it has ${bytes.length} bytes in place of ${expected}`);
  if (!checksum(bytes).equals(bytes.subarray(bytes.length - CHECKSUM_BYTES))) throw damaged('its checksum is wrong');
  const values = new Float64Array(count);
  for (let at = 0; at < count; at++) values[at] = bytes.readDoubleLE(start + at * 8);
  return { names, chains, draws, values };
}

function readHeader(json: string): Omit<DrawTable, 'values'> {
  let header: unknown;
  try {
    header = JSON.parse(json);
  } catch {
    throw damaged('its header cannot be read');
  }
  const { format, names, chains, draws } = Object(header);
  if (format !== FORMAT) throw damaged(`its format is not ${FORMAT}`);
  const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
  const areNames = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((name) => typeof name === 'string');
  if (!areNames(names) || !isCount(chains) || !isCount(draws)) throw damaged('its header is not complete');
  return { names, chains, draws };
}

/** All draws of one scalar, chain after chain. */
export function drawsOfParameter({ names, chains, draws, values }: DrawTable, name: string): Float64Array | null {
  const index = names.indexOf(name);
  return index < 0 ? null : values.subarray(index * chains * draws, (index + 1) * chains * draws);
}

const checksum = (bytes: Buffer): Buffer =>
  createHash('sha256')
    .update(bytes.subarray(0, bytes.length - CHECKSUM_BYTES))
    .digest();

const damaged = (problem: string) => new StellwerkError(errors.POSTERIOR_DAMAGED, { problem });
