import { createRequire } from 'node:module';
import fc from 'fast-check';

// Loaded before the patch replaces it: what kafkajs itself writes is what is expected.
const require = createRequire(import.meta.url);
const kafkajsRecord = require('kafkajs/src/protocol/recordBatch/record/v0');
const { RecordBatch: kafkajsBatch } = require('kafkajs/src/protocol/recordBatch/v0');
const Long = require('kafkajs/src/utils/long');
const { encodeRecordBatch } = await import('./record-batch-patch.js');
const { EncodableRecord } = await import('./record.js');

const bytes = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array)),
);
const name = fc.string({ maxLength: 20 }).map((text) => `ce_${text}`);
const record = fc.record({
  key: fc.option(bytes),
  value: fc.option(bytes),
  headers: fc.dictionary(name, fc.oneof(bytes, fc.array(bytes, { minLength: 1, maxLength: 3 }))),
  timestampDelta: fc.oneof(fc.nat(), fc.constantFrom(0, 63, 64, 8_191, 8_192, 2 ** 31, 2 ** 40)),
});

describe('record batches', () => {
  it('are byte for byte those of kafkajs', async () => {
    const batch = fc.record({
      records: fc.array(record, { minLength: 1, maxLength: 20 }),
      firstTimestamp: fc.nat().map(String),
      maxTimestamp: fc.nat().map(String),
      producerId: fc.integer({ min: -1 }),
      producerEpoch: fc.nat(32_767),
      firstSequence: fc.nat(),
      transactional: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(batch, async ({ records, producerId, ...head }) => {
        const common = { ...head, producerId: Long.fromValue(producerId), lastOffsetDelta: records.length - 1 };
        const numbered = records.map((given, offsetDelta) => ({ ...given, offsetDelta }));
        const theirs = await kafkajsBatch({ ...common, records: numbered.map(kafkajsRecord) });
        const ours = await encodeRecordBatch({
          ...common,
          records: numbered.map((given) => new EncodableRecord(given)),
        });
        expect(ours.buffer.equals(theirs.buffer)).toBe(true);
        expect(ours.size()).toBe(theirs.size());
      }),
    );
  });

  it('refuse compression rather than ignore it', async () => {
    const head = { firstTimestamp: 0, maxTimestamp: 0, producerId: -1, producerEpoch: 0, firstSequence: 0 };
    const batch = { ...head, lastOffsetDelta: 0, records: [], compression: 1 };
    await expect(encodeRecordBatch(batch)).rejects.toThrow('without compression');
  });
});
