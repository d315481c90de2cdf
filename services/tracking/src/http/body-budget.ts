import { StellwerkError } from '@stellwerk/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { errors } from '../errors.js';

export interface BodyBudgetOptions {
  /** Bytes of all bodies under way. */
  readonly limitBytes: number;
  /** What a request counts for that does not say its length, and at most: the largest body of its route. */
  readonly unknownBytes: (request: FastifyRequest) => number;
}

/**
 * Back-pressure by bytes: counts every body from its head to its answer, and refuses the next one when all together exceed the
 * limit. Refused requests are answered before their body is read.
 */
export class BodyBudget {
  #usedBytes = 0;

  constructor(private readonly options: BodyBudgetOptions) {}

  get usedBytes(): number {
    return this.#usedBytes;
  }

  /** Takes part in the life of every request of a server. */
  install(server: FastifyInstance): void {
    const reserved = new WeakMap<FastifyRequest, number>();
    const release = (request: FastifyRequest) => {
      this.#usedBytes -= reserved.get(request) ?? 0;
      reserved.delete(request);
    };
    server.addHook('onRequest', (request, _reply, done) => {
      const bytes = this.#bytesOf(request);
      if (bytes > 0 && this.#usedBytes + bytes > this.options.limitBytes) {
        done(new StellwerkError(errors.DOOR_BUSY, { limit: this.options.limitBytes }));
        return;
      }
      this.#usedBytes += bytes;
      reserved.set(request, bytes);
      done();
    });
    server.addHook('onResponse', (request, _reply, done) => {
      release(request);
      done();
    });
    server.addHook('onRequestAbort', (request, done) => {
      release(request);
      done();
    });
  }

  #bytesOf(request: FastifyRequest): number {
    const { headers } = request;
    const most = this.options.unknownBytes(request);
    if (headers['transfer-encoding'] !== undefined) return most;
    const declared = Number(headers['content-length'] ?? 0);
    return Number.isFinite(declared) ? Math.min(declared, most) : most;
  }
}
