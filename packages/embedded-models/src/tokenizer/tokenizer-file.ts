import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Vocabulary of a Unigram model as `convert/tokenizer_file.py` writes it; its comment describes each table. */
export interface TokenizerTables {
  readonly begin: number;
  readonly end: number;
  readonly unknown: number;
  /** Children of trie node n are `firstChild[n]` to `firstChild[n + 1] - 1`, by ascending label; node 0 is the root. */
  readonly firstChild: Uint32Array;
  /** Byte on the way from a node's parent to it. */
  readonly label: Uint8Array;
  /** Id of the piece that ends in a node, or -1. */
  readonly piece: Int32Array;
  /** Log probability of each piece. */
  readonly score: Float32Array;
  /** What a character is replaced by before anything else. */
  readonly replacements: ReadonlyMap<number, string>;
}

const MAGIC = 'SWTK';
const VERSION = 1;
const HEADER_BYTES = 40;

/** Reads the file without copying its tables. @throws EMB_MODEL_DAMAGED when it is no such file or has another length. */
export function readTokenizerTables(file: Buffer): TokenizerTables {
  // Views of 32-bit numbers need an address that is a multiple of four; a small file shares its memory with others.
  const bytes = file.byteOffset % 4 === 0 ? file : Buffer.from(new Uint8Array(file).buffer);
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 4) !== MAGIC) throw damaged('it is no tokenizer file');
  const header = Array.from({ length: 9 }, (_, index) => bytes.readUInt32LE(4 + 4 * index));
  const [version = 0, nodes = 0, pieces = 0, rules = 0, characters = 0, begin = 0, end = 0, , unknown = 0] = header;
  if (version !== VERSION) throw damaged(`its format is ${version}, not ${VERSION}`);
  let offset = HEADER_BYTES;
  const next = (count: number, width: number): [ArrayBufferLike, number, number] => {
    const place = bytes.byteOffset + offset;
    offset += count * width;
    if (offset > bytes.length) throw damaged('it is too short');
    return [bytes.buffer, place, count];
  };
  const firstChild = new Uint32Array(...next(nodes + 1, 4));
  const piece = new Int32Array(...next(nodes, 4));
  const score = new Float32Array(...next(pieces, 4));
  const codePoints = new Uint32Array(...next(rules, 4));
  const starts = new Uint32Array(...next(rules + 1, 4));
  const output = new Uint32Array(...next(characters, 4));
  const label = new Uint8Array(...next(nodes, 1));
  if (offset !== bytes.length) throw damaged('it is too long');
  const replacements = new Map<number, string>();
  for (const [index, codePoint] of codePoints.entries()) {
    replacements.set(codePoint, String.fromCodePoint(...output.subarray(starts[index], starts[index + 1])));
  }
  return { begin, end, unknown, firstChild, label, piece, score, replacements };
}

const damaged = (problem: string) => new StellwerkError(errors.MODEL_DAMAGED, { file: 'e5/tokenizer.bin', problem });
