import { randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** A client that is told "too large" while it still sends sees a broken connection; so much more than the limit is read and dropped. */
const DRAINED_SHARE = 4;

export const FORM = 'multipart/form-data';

/** Longest that a body may be on its way: a large document over a slow line. Headers have their own, shorter time. */
export const UPLOAD_TIMEOUT_MS = 600_000;

/** Hands bodies of bytes on as they come; each route bounds them. */
export function takeBytes(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  app.getHttpServer().requestTimeout = UPLOAD_TIMEOUT_MS;
  server.addContentTypeParser(
    ['application/octet-stream', FORM],
    { bodyLimit: Number.MAX_SAFE_INTEGER },
    (_request, payload, done) => done(null, payload),
  );
}

/** Uploads on their way, on the disk and not in memory; what an earlier process left is removed. */
export class Uploads {
  readonly #folder: string;

  constructor(
    stateDir: string,
    private readonly maxBytes: number,
  ) {
    this.#folder = join(stateDir, 'uploads');
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** Runs `work` with the bytes of a whole upload. @throws RAG_DOCUMENT_TOO_LARGE, RAG_UPLOAD_CUT_OFF */
  async receive<Value>(body: Readable, work: (bytes: Uint8Array) => Promise<Value>): Promise<Value> {
    const file = join(this.#folder, randomUUID());
    try {
      await this.#store(body, file);
      return await work(await readFile(file));
    } finally {
      await rm(file, { force: true });
    }
  }

  async #store(body: Readable, file: string): Promise<void> {
    const { maxBytes } = this;
    let length = 0;
    async function* bounded(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const piece of pieces) {
        length += piece.length;
        if (length > maxBytes * DRAINED_SHARE) return;
        if (length <= maxBytes) yield piece;
      }
    }
    try {
      await pipeline(body, bounded, createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    } catch (error) {
      if (!body.readableEnded) throw new StellwerkError(errors.UPLOAD_CUT_OFF, {}, { cause: error });
      throw error;
    }
    if (length > maxBytes) {
      throw new StellwerkError(errors.DOCUMENT_TOO_LARGE, { limit: maxBytes, what: 'bytes' }, { field: '(body)' });
    }
  }
}
