import { RecentMap } from '../../recent-map.js';

/** Most nonces that are remembered; the oldest make room. */
const CAPACITY = 50_000;

/**
 * Nonces of verified signatures until they expire. A signature with a nonce is for one request: the same one may come again
 * when a client repeats it, another one under it was copied.
 */
export class Nonces {
  readonly #seen = new RecentMap<string, { readonly request: string; readonly expiresMs: number }>();

  /** `false` = the nonce came with another request before. */
  accept(nonce: string, request: string, expiresMs: number, nowMs: number): boolean {
    const known = this.#seen.peek(nonce);
    if (known && known.expiresMs > nowMs) return known.request === request;
    this.#seen.set(nonce, { request, expiresMs });
    if (this.#seen.size > CAPACITY) this.#seen.takeOldest();
    return true;
  }
}
