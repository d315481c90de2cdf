import { catalogue } from '@stellwerk/contracts';

/** Errors of keeping files by content. Texts hold neither content nor folders. */
export const blobErrors = catalogue('BLB', {
  TOO_LARGE: {
    status: 413,
    retry: 'changed',
    text: 'a file of {bytes} bytes is larger than the {limit} that are kept',
    fix: 'split the file, or raise the limit of the store',
  },
  ADDRESS_INVALID: {
    status: 400,
    retry: 'changed',
    text: '{field} names no place of a file',
    fix: 'give a tenant as its document names it, and an address as the store returned it',
  },
  DAMAGED: {
    status: 500,
    retry: 'never',
    text: 'the file {address} is not what was stored',
    fix: 'bring it back from a backup, or store the same bytes again; then look at the disk',
  },
  UNAVAILABLE: {
    status: 503,
    retry: 'after',
    text: 'files cannot be {operation} now ({code})',
    fix: 'see that the store is reachable and has room, then repeat',
  },
});
