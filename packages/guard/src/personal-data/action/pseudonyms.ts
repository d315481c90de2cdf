import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { StellwerkError } from '@stellwerk/contracts';
import { guardErrors } from '../../errors.js';
import type { EntityType } from '../entity.js';
import { viewText } from '../reading/text-view.js';
import { fromBase32, toBase32 } from './base32.js';
import { placeholdersIn, pseudonymOf } from './placeholder.js';

/** Puts pseudonyms in the place of personal data, and the data back. */
export interface Pseudonymiser {
  /** The same for the same value, type, case and key. */
  readonly pseudonym: (type: EntityType, value: string) => string;
  /** A text with every pseudonym of this case and key replaced by what it stands for; others stay. */
  readonly reveal: (text: string) => string;
}

/** Where values are kept that must not travel with the text, not even sealed. */
export interface PseudonymVault {
  readonly keep: (pseudonym: string, value: string) => void;
  readonly find: (pseudonym: string) => string | undefined;
}

export interface PseudonymOptions {
  /** Master key, at least 32 bytes. */
  readonly key: Uint8Array;
  /** What pseudonyms are consistent within: a conversation, a ticket, a tenant. Two cases cannot be joined. */
  readonly caseId: string;
  /** Without one the value travels inside of its pseudonym, sealed. */
  readonly vault?: PseudonymVault;
}

const MIN_KEY_BYTES = 32;
const IV_BYTES = 16;
const ID_BYTES = 5;

/**
 * Pseudonyms of one case. The id is an HMAC of the value as it is read (case, blanks and separators aside), so one person or
 * number has one id. The writing is sealed with a synthetic IV (the construction of RFC 5297 from HMAC-SHA-256 and
 * AES-256-CTR): deterministic, and nothing that was altered opens.
 *
 * @throws GRD_PSEUDONYM_KEY_SHORT
 */
export function createPseudonymiser({ key, caseId, vault }: PseudonymOptions): Pseudonymiser {
  if (key.length < MIN_KEY_BYTES) {
    throw new StellwerkError(guardErrors.PSEUDONYM_KEY_SHORT, { bytes: key.length, minimum: MIN_KEY_BYTES });
  }
  const derive = (purpose: string) =>
    Buffer.from(hkdfSync('sha256', key, caseId, `stellwerk.guard.pseudonym.${purpose}`, 32));
  const [idKey, ivKey, sealKey] = [derive('id'), derive('iv'), derive('seal')];
  const mac = (secret: Buffer, type: EntityType, value: string) =>
    createHmac('sha256', secret).update(`${type}\0${value}`).digest();

  const open = (type: EntityType, sealed: string): string | undefined => {
    const bytes = fromBase32(sealed);
    if (!bytes || bytes.length <= IV_BYTES) return undefined;
    const iv = bytes.subarray(0, IV_BYTES);
    const decipher = createDecipheriv('aes-256-ctr', sealKey, iv);
    const value = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]).toString('utf8');
    return timingSafeEqual(mac(ivKey, type, value).subarray(0, IV_BYTES), iv) ? value : undefined;
  };
  return {
    pseudonym(type, value) {
      const id = toBase32(mac(idKey, type, canonical(value)).subarray(0, ID_BYTES));
      if (vault) {
        const pseudonym = pseudonymOf(type, id, '');
        vault.keep(pseudonym, value);
        return pseudonym;
      }
      const iv = mac(ivKey, type, value).subarray(0, IV_BYTES);
      const cipher = createCipheriv('aes-256-ctr', sealKey, iv);
      return pseudonymOf(type, id, toBase32(Buffer.concat([iv, cipher.update(value, 'utf8'), cipher.final()])));
    },
    reveal(text) {
      let [result, at] = ['', 0];
      for (const { start, end, type, id, sealed } of placeholdersIn(text)) {
        const value = type && id && (sealed === undefined ? vault?.find(text.slice(start, end)) : open(type, sealed));
        if (value === undefined || value === '') continue;
        result += text.slice(at, start) + value;
        at = end;
      }
      return result + text.slice(at);
    },
  };
}

/** A value without what differs between writings. */
const canonical = (value: string) =>
  viewText(value)
    .text.toLowerCase()
    .replace(/[^\p{L}\d@]/gu, '');
