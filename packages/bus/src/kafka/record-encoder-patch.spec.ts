import { createRequire } from 'node:module';
import fc from 'fast-check';
import { encodeRecord } from './record-encoder-patch.js';

const require = createRequire(import.meta.url);
const Decoder = require('kafkajs/src/protocol/decoder');
const decodeRecord = require('kafkajs/src/protocol/recordBatch/record/v0/decoder');

const decoded = (buffer: Buffer) => {
  const decoder = new Decoder(buffer);
  expect(decoder.readVarInt()).toBe(buffer.length - decoder.offset);
  const record = decodeRecord(decoder, { firstOffset: '0', firstTimestamp: '0' });
  expect(decoder.offset).toBe(buffer.length);
  return record;
};

describe('record encoder', () => {
  it('writes what kafkajs reads, whatever the record holds', () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));
    const delta = fc.oneof(fc.nat(), fc.constantFrom(0, 63, 64, 8_191, 8_192, 2 ** 31, 2 ** 40));
    const name = fc.string({ maxLength: 20 }).map((text) => `ce_${text}`);
    const headers = fc.dictionary(name, fc.string({ maxLength: 200 }));
    fc.assert(
      fc.property(
        fc.option(fc.string()),
        fc.option(bytes),
        headers,
        fc.nat(),
        delta,
        (key, value, given, offset, time) => {
          const { buffer } = encodeRecord({ key, value, headers: given, offsetDelta: offset, timestampDelta: time });
          const record = decoded(buffer);
          expect([record.key?.toString() ?? null, record.value, record.offset, record.timestamp]).toEqual([
            key,
            value,
            String(offset),
            String(time),
          ]);
          const read = Object.entries<Buffer>(record.headers).map(([name, text]) => [name, text.toString()]);
          expect(Object.fromEntries(read)).toEqual({ ...given });
        },
      ),
    );
  });

  it('repeats a header that has several values', () => {
    const { buffer } = encodeRecord({ value: null, headers: { a: ['1', Buffer.from('2')] } });
    expect(decoded(buffer).headers.a.map(String)).toEqual(['1', '2']);
  });
});
