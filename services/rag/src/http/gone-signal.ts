import type { FastifyReply } from 'fastify';

/** Aborts when the caller has gone away before its answer was whole, so that nothing is worked out for nobody. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
