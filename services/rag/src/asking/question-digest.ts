import { createHmac } from 'node:crypto';

/** Shortest key that is taken, bytes. */
export const DIGEST_KEY_BYTES = 32;

/** Digest of a question under a key of the service: the same question of the same tenant has the same, and nobody reads it back. */
export function createQuestionDigest(key: Uint8Array) {
  return (tenant: string, question: string): string => {
    const text = question.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
    return createHmac('sha256', key).update(`${tenant}\0${text}`).digest('hex').slice(0, 32);
  };
}
