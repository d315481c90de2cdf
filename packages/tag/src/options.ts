/** How the script tag is set up, by its data attributes. */
export interface Options {
  /** `data-key`: write key of the source. */
  readonly key: string;
  /** `data-host`: base address of the door; where the script came from, if absent. */
  readonly host: string;
  /** `data-page`: `auto` = one page call when loaded (default), `spa` = one for each change of the address too, `off`. */
  readonly page: string;
  /** `data-consent-wait`: longest time to wait for a consent manager that is there, ms; absent = until the page is left. */
  readonly consentWaitMs: number | undefined;
  /** `data-flush`: how long calls are gathered, ms. */
  readonly flushMs: number;
}

const FLUSH_MS = 250;

/** Reads the options of a script tag; `undefined` where it has no key. */
export function readOptions({ dataset, src }: HTMLScriptElement): Options | undefined {
  const { key, host, page = 'auto', consentWait, flush } = dataset;
  if (!key) return undefined;
  return {
    key,
    host: (host ?? new URL(src).origin).replace(/\/$/, ''),
    page,
    consentWaitMs: consentWait === undefined ? undefined : Number(consentWait) || 0,
    flushMs: Number(flush ?? FLUSH_MS) || 0,
  };
}
