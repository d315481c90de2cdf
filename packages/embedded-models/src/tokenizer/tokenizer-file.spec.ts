import { tablesOf } from '../testing/tables.js';
import { readTokenizerTables } from './tokenizer-file.js';
import { UnigramTokenizer } from './unigram.js';

const tables = tablesOf({ '▁a': -1, ab: -2, b: -3 }, { ﬁ: 'fi' });

/** The file as the converter writes it. */
function fileOf(version = 1): Buffer {
  const words = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
  const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint32Array | Int32Array | Float32Array) =>
    Buffer.from(buffer, byteOffset, byteLength);
  const { begin, end, unknown, firstChild, label, piece, score } = tables;
  return Buffer.concat([
    Buffer.from('SWTK'),
    words(version, label.length, score.length, 1, 2, begin, end, 1, unknown),
    ...[firstChild, piece, score].map(bytesOf),
    words(0xfb01, 0, 2, 'f'.charCodeAt(0), 'i'.charCodeAt(0)),
    bytesOf(label),
  ]);
}

describe('tokenizer file', () => {
  it('gives back what was written', () => {
    expect(readTokenizerTables(fileOf())).toEqual(tables);
  });

  it('works from an odd place in memory', () => {
    const odd = Buffer.concat([Buffer.alloc(1), fileOf()]).subarray(1);
    expect(new UnigramTokenizer(readTokenizerTables(odd)).encode('ab', 9)).toEqual({ ids: [4, 6], truncated: false });
  });

  it.each([
    ['empty', Buffer.alloc(0), 'no tokenizer file'],
    ['of another kind', Buffer.alloc(100), 'no tokenizer file'],
    ['of another version', fileOf(2), 'its format is 2'],
    ['too short', fileOf().subarray(0, -1), 'too short'],
    ['too long', Buffer.concat([fileOf(), Buffer.alloc(1)]), 'too long'],
  ])('refuses a file that is %s', (_title, file, problem) => {
    expect(() => readTokenizerTables(file)).toThrow(
      expect.objectContaining({ code: 'EMB_MODEL_DAMAGED', message: expect.stringContaining(problem) }),
    );
  });
});
