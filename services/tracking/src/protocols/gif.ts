import type { Answer } from './protocol.js';

/** A transparent GIF of one pixel, 43 bytes (GIF89a with one colour table entry of two). */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');

/** Answer to a pixel: never stored on the way, so that every showing is seen. */
export const pixelAnswer: Answer = {
  status: 200,
  contentType: 'image/gif',
  body: PIXEL,
  headers: { 'cache-control': 'no-store, no-cache, must-revalidate, private', expires: '0' },
};
