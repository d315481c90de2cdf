import { createRequire } from 'node:module';
import fc from 'fast-check';
import { EncodableRecord } from './record.js';

// Loaded before the patch replaces it: what kafkajs itself reads is what is expected.
const require = createRequire(import.meta.url);
const kafkajsDecoder = require('kafkajs/src/protocol/recordBatch/record/v0/decoder');
const Decoder = require('kafkajs/src/protocol/decoder');
const { decodeRecord } = await import('./record-decode-patch.js');

const text = fc.string({ unit: 'binary', maxLength: 300 });
const record = fc.record({
  key: fc.option(text),
  value: fc.option(text),
  headers: fc.dictionary(
    fc.string({ maxLength: 20 }).map((name) => `ce_${name}`),
    fc.oneof(text, fc.array(text, { minLength: 1, maxLength: 3 })),
  ),
  timestampDelta: fc.oneof(fc.integer({ min: -(2 ** 31) }), fc.constantFrom(0, 63, 64, 8_191, 8_192, 2 ** 31, 2 ** 40)),
  offsetDelta: fc.nat(),
});
const context = fc.record({
  firstOffset: fc.bigInt({ min: 0n, max: 2n ** 62n }).map(String),
  firstTimestamp: fc.nat().map(String),
  maxTimestamp: fc.nat().map(String),
  magicByte: fc.constant(2),
  timestampType: fc.constantFrom(0, 1),
  isControlBatch: fc.boolean(),
});

describe('records that were fetched', () => {
  it('are read as kafkajs reads them, headers as texts', () => {
    fc.assert(
      fc.property(record, context, (given, batchContext) => {
        const encoded = new EncodableRecord(given);
        const bytes = Buffer.alloc(encoded.size);
        encoded.write(bytes, 0);
        const decode = (decoder: (from: unknown, context: unknown) => { headers: object }) => {
          const from = new Decoder(bytes);
          const size: number = from.readVarInt();
          expect(size).toBe(bytes.length - from.offset);
          return { ...decoder(from, batchContext), behind: from.offset };
        };
        const theirs = decode(kafkajsDecoder);
        const headers = Object.entries(theirs.headers).map(([name, value]) => [name, String(value)]);
        expect(decode(decodeRecord as never)).toEqual({ ...theirs, headers: Object.fromEntries(headers) });
      }),
    );
  });

  it('are what kafkajs decodes batches with', () => {
    const path = require.resolve('kafkajs/src/protocol/recordBatch/record/v0/decoder');
    expect(require(path)).toBe(decodeRecord);
    expect(Object.keys(require.cache)).not.toContain(require.resolve('kafkajs/src/protocol/recordBatch/v0/decoder'));
  });
});
