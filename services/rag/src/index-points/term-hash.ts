const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * Index of a term in a sparse vector: FNV-1a over its UTF-16 units, then the finaliser of MurmurHash3, unsigned 32-bit. With
 * n different terms about n² / 2³³ pairs fall together: 0.1 pairs of 30,000 stems, 29 pairs (0.01 %) of 500,000.
 */
export function termIndex(term: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < term.length; at++) {
    const unit = term.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), FNV_PRIME);
    hash = Math.imul(hash ^ (unit >>> 8), FNV_PRIME);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
