const SEED = 0x97_47_b2_8c;
const MULTIPLIER = 0x5b_d1_e9_95;

/** 32-bit murmur2 with the seed of Apache Kafka's clients, signed as Java's; kafkajs computes the same with big integers. */
export function murmur2(data: Buffer): number {
  const wholeWords = data.length & ~3;
  let hash = SEED ^ data.length;
  for (let at = 0; at < wholeWords; at += 4) {
    let word = Math.imul(data.readInt32LE(at), MULTIPLIER);
    word = Math.imul(word ^ (word >>> 24), MULTIPLIER);
    hash = Math.imul(hash, MULTIPLIER) ^ word;
  }
  for (let at = data.length - 1; at >= wholeWords; at--) {
    hash ^= (data[at] as number) << (8 * (at - wholeWords));
    if (at === wholeWords) hash = Math.imul(hash, MULTIPLIER);
  }
  hash = Math.imul(hash ^ (hash >>> 13), MULTIPLIER);
  return hash ^ (hash >>> 15);
}

/** Partition of a key among `count`, as every Kafka client chooses it. */
export const partitionOfKey = (key: string, count: number): number => (murmur2(Buffer.from(key)) & 0x7fff_ffff) % count;
