import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Problem } from '@stellwerk/import';
import { ask } from '../platform/ask.js';
import type { Endpoints } from '../platform/endpoints.js';
import { type Patience, patiently } from '../platform/patiently.js';

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
  readonly patience: Patience;
  /** Told after every part. */
  readonly progress: (view: ImportView) => Promise<void>;
}

const PART_BYTES = 2_097_152;
const MAX_PART_BYTES = 2 * PART_BYTES;
/** A part is durable in seconds; who has not answered for so long will not. */
const PART_LIMIT_MS = 120_000;

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
    options.patience.signal.throwIfAborted();
    await window.moveTo(view.offset);
    const { bytes, isLast } = await window.read(wanted);
    const before = view.offset;
    view = await sendPart(view, { bytes, isLast }, options);
    await options.progress(view);
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
  const { endpoints, tenant, patience } = options;
  const { signal } = patience;
  const limitMs = PART_LIMIT_MS;
  const path = `/v1/imports/${view.importId}`;
  const packed = await pack(bytes, { level: 1 });
  const headers = { 'upload-offset': String(view.offset), 'upload-complete': isLast ? '?1' : '?0' };
  const body = { headers, bytes: packed, encoding: 'gzip' };
  const part = { method: 'PATCH' as const, path, query: { tenant }, ...body, signal, limitMs };
  return patiently(
    async (isFirst) => {
      if (isFirst) return ask<ImportView>(endpoints, 'tracking', part);
      // The part may have been taken although its answer was lost.
      const now = await ask<ImportView>(endpoints, 'tracking', { path, query: { tenant }, signal, limitMs });
      return now.state !== 'open' || now.offset !== view.offset ? now : ask<ImportView>(endpoints, 'tracking', part);
    },
    { ...patience, passing: ['TRK_IMPORT_OFFSET'] },
  );
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
