import { readFileSync } from 'node:fs';
import type { Fetch } from './http.js';

/**
 * Sends the key that a file holds with every request, as the platform's own models ask for.
 * @param file Read once; `undefined` where the endpoint needs no key
 * @throws Error of the file system where the file cannot be read
 */
export function withKey(fetch: Fetch, file: string | undefined): Fetch {
  const key = readKey(file);
  if (key === undefined) return fetch;
  return (url, init) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${key}`);
    return fetch(url, { ...init, headers });
  };
}

/** The key in that file. @throws Error of the file system */
export const readKey = (file: string | undefined): string | undefined =>
  file === undefined ? undefined : readFileSync(file, 'utf8').trim();
