import type { ChatAnswer, ChatModel } from '@stellwerk/models';

/** How reading what a model writes ended. */
export type StreamEnd =
  | { readonly kind: 'finished'; readonly answer: ChatAnswer }
  /** Late, broken off or refused by every endpoint. */
  | { readonly kind: 'failed'; readonly cause: unknown };

type Pieces = ReturnType<ChatModel['stream']>;

/**
 * Pieces of a model's text until it ends, fails, or the signal says stop: also of a model that does not heed the signal.
 * Never throws; the caller decides what a failure means.
 */
export async function* readStream(pieces: Pieces, signal: AbortSignal): AsyncGenerator<string, StreamEnd, void> {
  const stopped = new Promise<never>((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  // Nobody may be waiting when it comes.
  stopped.catch(() => undefined);
  let isOver = false;
  try {
    for (;;) {
      const next = await Promise.race([pieces.next(), stopped]);
      if (next.done) {
        isOver = true;
        return { kind: 'finished', answer: next.value };
      }
      yield next.value;
    }
  } catch (cause) {
    isOver = !signal.aborted;
    return { kind: 'failed', cause };
  } finally {
    // A model that hangs must not hang its reader; what it throws on the way out concerns nobody.
    if (!isOver) void pieces.return(undefined as never).catch(() => undefined);
  }
}
