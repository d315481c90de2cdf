import { createRequire } from 'node:module';
import fc from 'fast-check';
import { crc32c } from './crc32c.js';

const kafkajs = createRequire(import.meta.url)('kafkajs/src/protocol/recordBatch/crc32C') as (bytes: Buffer) => number;

describe('CRC-32C', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 0],
    ['the check value of the catalogue of CRCs', Buffer.from('123456789'), 0xe3069283],
    ['RFC 3720 B.4: 32 zeros', Buffer.alloc(32), 0x8a9136aa],
    ['RFC 3720 B.4: 32 ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
    ['RFC 3720 B.4: counting up', Buffer.from(Array.from({ length: 32 }, (_, index) => index)), 0x46dd794e],
    ['RFC 3720 B.4: counting down', Buffer.from(Array.from({ length: 32 }, (_, index) => 31 - index)), 0x113fdb5c],
  ])('of %s', (_title, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('is that of kafkajs for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(crc32c(bytes)).toBe(kafkajs(Buffer.from(bytes)) >>> 0);
      }),
    );
  });
});
