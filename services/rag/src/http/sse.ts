import { Readable } from 'node:stream';
import { problemOf, toStellwerkError } from '@stellwerk/service';
import type { FastifyReply } from 'fastify';

/** One server-sent event (WHATWG HTML §9.2). */
export const serverSentEvent = (type: string, data: unknown): string =>
  `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;

/** Sends texts as they come; a caller that goes away ends the iteration. */
export function streamOf(
  reply: FastifyReply,
  texts: AsyncGenerator<string, void, void>,
  failed = (error: unknown) => serverSentEvent('error', problemOf(toStellwerkError(error), undefined)),
): Readable {
  reply.headers({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  async function* safely(): AsyncGenerator<string, void, void> {
    try {
      yield* texts;
    } catch (error) {
      yield failed(error);
    }
  }
  return Readable.from(safely(), { objectMode: false });
}

/**
 * The iteration with its first value already asked for, so that what is refused at the beginning is refused with a status.
 */
export async function begun<Value>(
  values: AsyncGenerator<Value, void, void>,
): Promise<AsyncGenerator<Value, void, void>> {
  const first = await values.next();
  return (async function* () {
    try {
      if (first.done) return;
      yield first.value;
      yield* values;
    } finally {
      await values.return();
    }
  })();
}
