import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealedBytes } from '@stellwerk/contracts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
/** A shorter tag is easier to guess, and would do without this. */
const TAG_BYTES = 16;

/** Seals bytes under a 256-bit key (AES-256-GCM, NIST SP 800-38D); the id of the key is bound to the box. */
export function sealBox(key: Buffer, keyId: string, bytes: Buffer): SealedBytes {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(Buffer.from(keyId));
  const ciphertext = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return {
    keyId,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    ciphertext: ciphertext.toString('base64'),
  };
}

/** @throws when the box was changed, or belongs to another key. */
export function openBox(key: Buffer, { keyId, nonce, tag, ciphertext }: SealedBytes): Buffer {
  const decipher = createDecipheriv(CIPHER, key, Buffer.from(nonce, 'base64'), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(keyId));
  decipher.setAuthTag(Buffer.from(tag, 'base64'));
  return Buffer.concat([decipher.update(Buffer.from(ciphertext, 'base64')), decipher.final()]);
}

/** The same, with `null` in place of the error: for boxes that somebody hands in. */
export function openIfIntact(key: Buffer, box: SealedBytes): Buffer | null {
  try {
    return openBox(key, box);
  } catch {
    return null;
  }
}
