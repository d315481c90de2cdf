import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** How much of a body is kept that is too large to be kept whole. */
export const KEPT_BYTES = 65_536;
/** A body is read this many times as far as it may be long, to know its size and digest; then the connection is closed. */
const READ_ON = 8;

/** What is left of a body that is larger than is read at all: whose it was, and what it was. */
export class OversizeBody {
  constructor(
    /** Its first bytes. */
    readonly head: Buffer,
    /** Its length; where it was not read to its end, as it was announced, else what was read of it. */
    readonly bytes: number,
    /** Hex digest of all of it, where it was read to its end. */
    readonly sha256: string | undefined,
    /** Its last bytes, as far as it was read: what is looked through, but not kept. */
    readonly tail: Buffer,
  ) {}

  /** The same of a body that is there. */
  static of(body: Buffer): OversizeBody {
    const sha256 = createHash('sha256').update(body).digest('hex');
    const [head, tail] = [body.subarray(0, KEPT_BYTES), body.subarray(-KEPT_BYTES)].map((part) => Buffer.from(part));
    return new OversizeBody(head as Buffer, body.length, sha256, tail as Buffer);
  }

  /** Its first bytes and its last, with nothing of what lies between them. */
  ends(): Buffer {
    return Buffer.concat([this.head, this.tail]);
  }
}

/** The last bytes of what goes by. */
class Tail {
  #chunks: Buffer[];
  #bytes: number;

  constructor(read: Buffer) {
    this.#chunks = [Buffer.from(read.subarray(-KEPT_BYTES))];
    this.#bytes = Math.min(read.length, KEPT_BYTES);
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes - (this.#chunks[0] as Buffer).length >= KEPT_BYTES) {
      this.#bytes -= (this.#chunks.shift() as Buffer).length;
    }
  }

  bytes(): Buffer {
    return Buffer.from(Buffer.concat(this.#chunks).subarray(-KEPT_BYTES));
  }
}

/** Reads a body into memory up to a limit; of a larger one only {@link OversizeBody} is held. Calls back once. */
export function readBody(
  payload: Readable,
  contentLength: string | undefined,
  limitBytes: number,
  done: (error: Error | null, body?: Buffer | OversizeBody) => void,
): void {
  const announced = contentLength === undefined ? undefined : Number(contentLength);
  const most = limitBytes * READ_ON;
  // What is announced to go on for longer than anybody waits is not worth reading.
  const stopBytes = announced !== undefined && announced > most ? limitBytes : most;
  let chunks: Buffer[] = [];
  let bytes = 0;
  let over: { readonly head: Buffer; readonly hash: Hash; readonly tail: Tail } | undefined;

  const finish = (error: Error | null, body?: Buffer | OversizeBody) => {
    payload.removeListener('data', onData);
    payload.removeListener('end', onEnd);
    payload.removeListener('error', onError);
    done(error, body);
  };
  const onData = (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= limitBytes) {
      chunks.push(chunk);
      return;
    }
    if (!over) {
      const hash = createHash('sha256');
      for (const earlier of chunks) hash.update(earlier);
      const read = Buffer.concat(chunks);
      // Without a copy the few bytes would hold all of them.
      const head = Buffer.from(Buffer.concat([read.subarray(0, KEPT_BYTES), chunk]).subarray(0, KEPT_BYTES));
      over = { head, hash, tail: new Tail(read) };
      chunks = [];
    }
    over.hash.update(chunk);
    over.tail.push(chunk);
    if (bytes > stopBytes) {
      payload.pause();
      finish(null, new OversizeBody(over.head, Math.max(bytes, announced ?? 0), undefined, over.tail.bytes()));
    }
  };
  const onEnd = () => {
    if (announced !== undefined && announced !== bytes) finish(badRequest('the body is not as long as announced'));
    else if (over) finish(null, new OversizeBody(over.head, bytes, over.hash.digest('hex'), over.tail.bytes()));
    else finish(null, Buffer.concat(chunks, bytes));
  };
  const onError = (error: Error) => finish(Object.assign(error, { statusCode: 400 }));

  payload.on('data', onData);
  payload.on('end', onEnd);
  payload.on('error', onError);
  payload.resume();
}

const badRequest = (message: string) => Object.assign(new Error(message), { statusCode: 400 });
