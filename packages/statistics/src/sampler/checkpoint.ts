import { NumericalError } from '../errors.js';
import type { ChainState } from './chain.js';
import type { SamplerSettings } from './options.js';

/** A run between two iterations of its chains: with the same density it goes on to the same bytes. */
export interface Checkpoint {
  readonly settings: SamplerSettings;
  /** What the caller says identifies model and data, e.g. a hash; compared when a run is resumed. */
  readonly fingerprint: string;
  /** One per chain; null for a chain that has not started. */
  readonly chains: readonly (ChainState | null)[];
}

const MAGIC = 'stellwerk-chains-1\n';
const ARRAYS = { Float64Array, Uint32Array, Uint8Array } as const;
type ArrayName = keyof typeof ARRAYS;
type StoredArray = Float64Array | Uint32Array | Uint8Array;

interface ArrayReference {
  readonly array: ArrayName;
  readonly offset: number;
  readonly length: number;
}

/** A checkpoint as bytes: a line of JSON, in which arrays are references, then the arrays in little-endian order. */
export function encodeCheckpoint(checkpoint: Checkpoint): Uint8Array<ArrayBuffer> {
  const arrays: StoredArray[] = [];
  let offset = 0;
  const header = JSON.stringify(checkpoint, (_key, value: unknown) => {
    if (!isStoredArray(value)) return value;
    const reference: ArrayReference = { array: value[Symbol.toStringTag], offset, length: value.length };
    arrays.push(value);
    offset += value.byteLength;
    return reference;
  });
  const head = new TextEncoder().encode(`${MAGIC}${header}\n`);
  const bytes = new Uint8Array(head.length + offset);
  bytes.set(head);
  let at = head.length;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  return bytes;
}

/** @throws NumericalError CHECKPOINT_MISMATCH where the bytes are no checkpoint, or not all of it */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const magic = new TextDecoder().decode(bytes.subarray(0, MAGIC.length));
  const end = bytes.indexOf(10, MAGIC.length);
  if (magic !== MAGIC || end < 0) throw new NumericalError('CHECKPOINT_MISMATCH', 'these bytes are not a checkpoint');
  const data = bytes.subarray(end + 1);
  let total = 0;
  const checkpoint: Checkpoint = JSON.parse(
    new TextDecoder().decode(bytes.subarray(MAGIC.length, end)),
    (_key, value: unknown) => {
      if (!isReference(value)) return value;
      const type = ARRAYS[value.array];
      const size = value.length * type.BYTES_PER_ELEMENT;
      total += size;
      if (value.offset + size > data.length)
        throw new NumericalError('CHECKPOINT_MISMATCH', 'the checkpoint is cut off: draws are missing');
      // A copy, because the array may not start at a multiple of its element size.
      return new type(new Uint8Array(data.subarray(value.offset, value.offset + size)).buffer);
    },
  );
  if (total !== data.length)
    throw new NumericalError('CHECKPOINT_MISMATCH', `the checkpoint has ${data.length} bytes of draws, not ${total}`);
  return checkpoint;
}

function isStoredArray(value: unknown): value is StoredArray {
  return ArrayBuffer.isView(value) && Object.hasOwn(ARRAYS, typeName(value));
}

/** Name of the built-in type; unlike instanceof it holds for arrays that another thread or realm has sent, too. */
function typeName(value: object): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

function isReference(value: unknown): value is ArrayReference {
  return typeof value === 'object' && value !== null && 'array' in value && 'offset' in value;
}
