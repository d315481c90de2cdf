import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type DrawTable, decodePosterior, drawsOfParameter, encodePosterior } from './posterior-file.js';

const table: DrawTable = {
  names: ['intercept', 'roi[TV]', 'größe'],
  chains: 2,
  draws: 3,
  values: Float64Array.from({ length: 18 }, (_, at) => Math.sin(at) * 10 ** (at - 9)),
};
const file = encodePosterior(table);

const problemOf = (bytes: Uint8Array): string => {
  try {
    decodePosterior(bytes);
  } catch (error) {
    return (error as Error).message.replace('the file of draws cannot be used: ', '');
  }
  return 'none';
};

/** Bytes with a header changed and the checksum made anew. */
function withHeader(change: (header: Record<string, unknown>) => void): Uint8Array {
  const bytes = Buffer.from(file);
  const length = bytes.readUInt32LE(8);
  const header = JSON.parse(bytes.toString('utf8', 12, 12 + length));
  change(header);
  const json = Buffer.from(JSON.stringify(header).padEnd(length));
  const start = Buffer.alloc(12);
  start.write('STWKDRAW');
  start.writeUInt32LE(json.length, 8);
  const body = Buffer.concat([start, json, bytes.subarray(12 + length, bytes.length - 32)]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

describe('a file of draws', () => {
  it('is read back to the bit, whatever the numbers', () => {
    const value = fc.double();
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 4 }), (numbers) => {
        const values = Float64Array.from(numbers);
        const read = decodePosterior(encodePosterior({ names: ['a', 'b'], chains: 2, draws: 1, values }));
        expect(new Uint8Array(read.values.buffer)).toEqual(new Uint8Array(values.buffer));
      }),
    );
    expect(decodePosterior(file)).toEqual(table);
  });

  it('is the same for the same draws, and its draws begin at a multiple of 8', () => {
    expect(encodePosterior(table)).toEqual(file);
    expect((12 + Buffer.from(file).readUInt32LE(8)) % 8).toBe(0);
  });

  it('is read from the middle of a larger buffer', () => {
    const larger = new Uint8Array(file.length + 5);
    larger.set(file, 3);
    expect(decodePosterior(larger.subarray(3, 3 + file.length))).toEqual(table);
  });

  it('gives the draws of one scalar, chain after chain', () => {
    expect(drawsOfParameter(table, 'roi[TV]')).toEqual(table.values.slice(6, 12));
    expect(drawsOfParameter(table, 'none')).toBeNull();
  });

  it.each<[string, Uint8Array, string | RegExp]>([
    ['nothing', new Uint8Array(), 'it is no file of draws'],
    ['another file', Buffer.from('PAR1 and then some bytes'), 'it is no file of draws'],
    ['a cut header', file.subarray(0, 40), 'it ends too early'],
    ['a cut end', file.subarray(0, file.length - 1), `it has ${file.length - 1} bytes in place of ${file.length}`],
    ['a flipped bit', file.map((byte, at) => (at === file.length - 40 ? byte ^ 1 : byte)), 'its checksum is wrong'],
    [
      'another format',
      withHeader((header) => {
        header.format = 'other';
      }),
      'its format is not stellwerk.mmm.posterior.v1',
    ],
    [
      'a header without names',
      withHeader((header) => {
        delete header.names;
      }),
      'its header is not complete',
    ],
    [
      'a negative count',
      withHeader((header) => {
        header.draws = -3;
      }),
      'its header is not complete',
    ],
  ])('is refused with %s', (_title, bytes, problem) => expect(problemOf(bytes)).toBe(problem));

  it('is not written with another number of values', () => {
    expect(() => encodePosterior({ ...table, draws: 4 })).toThrow('18 values are not 3 × 2 × 4');
  });
});
