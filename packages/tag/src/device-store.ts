const NAME = 'stellwerk';

/** What may lie on the device, with permission. */
export interface Kept {
  readonly anonymousId?: string;
  readonly userId?: string;
  /** Calls that the door has not confirmed, as JSON objects. */
  readonly calls?: readonly object[];
}

/** What lies on the device; nothing where the browser refuses or it is not ours. */
export function readKept(): Kept {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? '{}') as Kept;
  } catch {
    return {};
  }
}

/** Keeps on the device, or removes everything there. */
export function keep(kept: Kept | undefined): void {
  try {
    if (kept) localStorage.setItem(NAME, JSON.stringify(kept));
    else localStorage.removeItem(NAME);
  } catch {
    // Full, or forbidden by the browser: memory is enough.
  }
}
