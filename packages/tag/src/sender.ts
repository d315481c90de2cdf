/** Most calls that wait; beyond it the oldest go. */
const MAX_WAITING = 200;
/** Most calls of one request. */
const MAX_BATCH = 20;
/** Browsers let 64 KiB of bodies outlive their page, and refuse to send what should and is longer. */
const MAX_KEEPALIVE_BYTES = 60_000;
const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;

export interface SenderDeps {
  readonly url: string;
  /** How long calls are gathered, ms. */
  readonly flushMs: number;
  /** Whether calls may leave now; while not, they wait. */
  mayLeave(): boolean;
  /** The body of a request with these calls. */
  body(calls: readonly object[]): string;
  /** Told after every change of what the door has not confirmed. */
  changed(calls: readonly object[]): void;
}

/** Gathers calls and sends them until the door has them. Repeating is safe: every call has an id of its own. */
export interface Sender {
  add(...calls: object[]): void;
  /** Sends now what waits, unless the door asked to wait. */
  flush(): Promise<void>;
  /** Sends what waits in a way that outlives the page. */
  leave(): void;
  waiting(): readonly object[];
}

/** One request at a time; after a failure the door or a growing pause says when the next may go. */
export function createSender(deps: SenderDeps): Sender {
  let waiting: readonly object[] = [];
  let underWay: readonly object[] = [];
  let failures = 0;
  /** Before this time the door wants to hear nothing. */
  let resumeAtMs = 0;

  const flush = async (): Promise<void> => {
    const isHeld = underWay.length > 0 || !deps.mayLeave() || navigator.onLine === false;
    if (isHeld || waiting.length === 0) return;
    // Timers may come a little early.
    const pauseMs = resumeAtMs - Date.now();
    if (pauseMs > 0) {
      setTimeout(flush, pauseMs);
      return;
    }
    const calls = waiting.slice(0, MAX_BATCH);
    underWay = calls;
    const delayMs = await post(deps.url, deps.body(calls), failures);
    underWay = [];
    if (delayMs === undefined) {
      failures = 0;
      remove(calls);
      deps.changed(waiting);
    } else {
      failures += 1;
      resumeAtMs = Date.now() + delayMs;
    }
    if (waiting.length > 0) setTimeout(flush, delayMs ?? 0);
  };
  const remove = (calls: readonly object[]) => {
    waiting = waiting.filter((call) => !calls.includes(call));
  };

  return {
    add: (...calls) => {
      waiting = [...waiting, ...calls].slice(-MAX_WAITING);
      deps.changed(waiting);
      setTimeout(flush, deps.flushMs);
    },
    flush,
    leave: () => {
      const left = waiting.filter((call) => !underWay.includes(call));
      for (let at = 0; at < left.length; at += MAX_BATCH) {
        const calls = left.slice(at, at + MAX_BATCH);
        // What the browser does not take stays; what it takes is confirmed by nobody, so that it stays on the device.
        if (!navigator.sendBeacon(deps.url, new Blob([deps.body(calls)], { type: 'text/plain' }))) return;
        remove(calls);
      }
    },
    waiting: () => waiting,
  };
}

/** Counted as it travels: letters beyond ASCII are two bytes and more. */
export function mayOutlivePage(body: string): boolean {
  return new Blob([body]).size < MAX_KEEPALIVE_BYTES;
}

/** Sends a body; milliseconds to wait before it is sent again, `undefined` once the door has decided about it. */
async function post(url: string, body: string, failures: number): Promise<number | undefined> {
  const backoffMs = Math.min(FIRST_DELAY_MS * 2 ** failures, MAX_DELAY_MS) * (0.5 + Math.random() / 2);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/plain' },
      credentials: 'omit',
      keepalive: mayOutlivePage(body),
    });
    if (response.status !== 429 && response.status < 500) return undefined;
    return Math.max(backoffMs, Number(response.headers.get('retry-after')) * 1_000 || 0);
  } catch {
    return backoffMs;
  }
}
