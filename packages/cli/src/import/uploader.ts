import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { StellwerkError } from '@stellwerk/contracts';
import type { Problem } from '@stellwerk/import';
import { ask } from '../platform/ask.js';
import type { Endpoints } from '../platform/endpoints.js';

/** An import as the tracking service shows it. */
export interface ImportView {
  readonly importId: string;
  readonly state: 'open' | 'finished' | 'failed' | 'cancelled';
  readonly offset: number;
  readonly counts: {
    readonly rows: number;
    readonly kept: number;
    readonly unchanged: number;
    readonly rejected: number;
    readonly withoutConsent: number;
  };
  readonly problems?: readonly Problem[];
}

export interface UploadOptions {
  readonly endpoints: Pick<Endpoints, 'urls' | 'token'>;
  readonly tenant: string;
  readonly signal: AbortSignal;
  /** How long a service that does not answer is asked again, ms. */
  readonly patienceMs: number;
  /** Told after every part, and why nothing goes on meanwhile. */
  readonly progress: (view: ImportView) => void;
  readonly waiting: (problem: string) => void;
}

const PART_BYTES = 2_097_152;
const MAX_PART_BYTES = 2 * PART_BYTES;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

const pack = promisify(gzip);

/**
 * Sends the text of a file in parts, from where the import is. Each part is durable when it is answered; of a part that is
 * not, the service is asked how far it has come.
 * @throws StellwerkError of the service; CLI_UNAVAILABLE after the time of patience
 */
export async function upload(
  text: AsyncIterable<string>,
  begun: ImportView,
  options: UploadOptions,
): Promise<ImportView> {
  const window = new TextWindow(text);
  let view = begun;
  let wanted = PART_BYTES;
  while (view.state === 'open') {
    options.signal.throwIfAborted();
    await window.moveTo(view.offset);
    const { bytes, isLast } = await window.read(wanted);
    const before = view.offset;
    view = await sendPart(view, { bytes, isLast }, options);
    options.progress(view);
    // A part without a whole batch of rows is sent again with more behind it.
    wanted = view.offset === before ? Math.min(MAX_PART_BYTES, wanted * 2) : PART_BYTES;
  }
  return view;
}

interface Part {
  readonly bytes: Buffer;
  readonly isLast: boolean;
}

/** One part, as often as it takes. */
async function sendPart(view: ImportView, { bytes, isLast }: Part, options: UploadOptions): Promise<ImportView> {
  const { endpoints, tenant, signal, patienceMs, waiting } = options;
  const path = `/v1/imports/${view.importId}`;
  const packed = await pack(bytes, { level: 1 });
  const headers = { 'upload-offset': String(view.offset), 'upload-complete': isLast ? '?1' : '?0' };
  const part = { method: 'PATCH' as const, path, query: { tenant }, headers, bytes: packed, encoding: 'gzip', signal };
  const deadline = performance.now() + patienceMs;
  for (let pauseMs = FIRST_PAUSE_MS, isFirst = true; ; isFirst = false) {
    try {
      if (isFirst) return await ask<ImportView>(endpoints, 'tracking', part);
      // The part may have been taken although its answer was lost.
      const now = await ask<ImportView>(endpoints, 'tracking', { path, query: { tenant }, signal });
      if (now.state !== 'open' || now.offset !== view.offset) return now;
      return await ask<ImportView>(endpoints, 'tracking', part);
    } catch (error) {
      if (!isPassing(error) || performance.now() > deadline) throw error;
      waiting((error as StellwerkError).message);
    }
    await sleep(pauseMs, undefined, { signal });
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
  }
}

/** Whether another attempt may work: the service is away, busy, or was asked in the wrong order. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof StellwerkError)) return false;
  const { status } = error.entry;
  return status === 429 || status >= 500 || error.code === 'TRK_IMPORT_OFFSET';
}

/** The bytes of a text from any offset on that is not before the last. */
class TextWindow {
  #held = Buffer.alloc(0);
  #start = 0;
  #isAtEnd = false;
  readonly #pieces: AsyncIterator<string>;

  constructor(text: AsyncIterable<string>) {
    this.#pieces = text[Symbol.asyncIterator]();
  }

  async moveTo(offset: number): Promise<void> {
    while (this.#start + this.#held.length < offset && !this.#isAtEnd) {
      this.#start += this.#held.length;
      this.#held = Buffer.alloc(0);
      await this.#fill(1);
    }
    this.#held = this.#held.subarray(offset - this.#start);
    this.#start = offset;
  }

  async read(bytes: number): Promise<Part> {
    await this.#fill(bytes + 1);
    const part = this.#held.subarray(0, bytes);
    return { bytes: part, isLast: this.#isAtEnd && part.length === this.#held.length };
  }

  async #fill(bytes: number): Promise<void> {
    const pieces = [this.#held];
    let length = this.#held.length;
    while (length < bytes && !this.#isAtEnd) {
      const { value, done } = await this.#pieces.next();
      if (done) this.#isAtEnd = true;
      else {
        const piece = Buffer.from(value);
        pieces.push(piece);
        length += piece.length;
      }
    }
    this.#held = Buffer.concat(pieces);
  }
}
