export { addressOf } from './address.js';
export { blobErrors } from './errors.js';
export { LocalBlobs } from './local-blobs.js';
export type { BlobStore } from './port.js';
