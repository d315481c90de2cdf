import { murmur2, partitionOfKey } from './murmur2.js';

describe('murmur2', () => {
  /** Hashes that Apache Kafka's own tests state. */
  it.each([
    ['21', -973_932_308],
    ['foobar', -790_332_482],
    ['a-little-bit-long-string', -985_981_536],
    ['a-little-bit-longer-string', -1_486_304_829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971],
    ['abc', 479_470_107],
  ])('of "%s" is %i', (text, hash) => {
    expect(murmur2(Buffer.from(text))).toBe(hash);
    expect(partitionOfKey(text, 4)).toBe((hash & 0x7fff_ffff) % 4);
  });
});
