import { catalogue } from '@stellwerk/contracts';

/** What a store of blobs can refuse; the same codes stand in `docs/reference/errors.md`. */
export const blobErrors = catalogue('BLB', {
  ADDRESS_INVALID: {
    status: 400,
    retry: 'changed',
    text: '{field} names no place of a blob',
    fix: 'give a tenant as its document names it, and an address as the store returned it',
  },
  DAMAGED: {
    status: 500,
    retry: 'never',
    text: 'the blob {address} does not hold what it was written with',
    fix: 'look at the disk, and bring the document in again',
  },
  UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: 'blobs cannot be read or written now ({code})',
    fix: 'look at the space and the rights of the folder STELLWERK_BLOBS_DIR',
  },
});
