export { blobErrors } from './errors.js';
export { addressOf, LocalBlobs } from './local-blobs.js';
export type { BlobStore } from './port.js';
