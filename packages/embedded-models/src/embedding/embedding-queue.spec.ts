import { setTimeout as sleep } from 'node:timers/promises';
import type { Encoder } from './e5.js';
import { EmbeddingQueue } from './embedding-queue.js';

/** Gives each text a vector that tells its first id, and notes the order. */
class NotingEncoder implements Encoder {
  readonly runs: number[] = [];
  active = 0;
  failure: Error | undefined;

  async encode([first = -1]: readonly number[]): Promise<Float32Array> {
    expect(++this.active).toBe(1);
    this.runs.push(first);
    await sleep(5);
    this.active--;
    if (this.failure) throw this.failure;
    return Float32Array.of(first);
  }
}

const text = (id: number, tokens = 10) => ({ ids: Array.from({ length: tokens }, () => id), truncated: false });
const numbers = (vectors: readonly Float32Array[]) => vectors.map(([first]) => first);

describe('embedding queue', () => {
  let encoder: NotingEncoder;
  let queue: EmbeddingQueue;
  let clockMs: number;
  beforeEach(() => {
    encoder = new NotingEncoder();
    clockMs = 0;
    queue = new EmbeddingQueue(encoder, { maxWaitingTokens: 2_000 }, () => clockMs);
  });

  it('answers in the order of the texts, one run at a time', async () => {
    const calls = [[1, 2], [3], [4, 5]].map((ids) =>
      queue.embed(
        ids.map((id) => text(id)),
        'passage',
      ),
    );
    expect((await Promise.all(calls)).map(numbers)).toEqual([[1, 2], [3], [4, 5]]);
    expect(encoder.runs).toEqual([1, 2, 3, 4, 5]);
  });

  it('lets a query overtake the passages that wait', async () => {
    // The first of them runs at once.
    const passages = queue.embed([text(1, 400), text(2, 400), text(3, 400)], 'passage');
    const query = queue.embed([text(9)], 'query');
    await Promise.all([passages, query]);
    expect(encoder.runs).toEqual([1, 9, 2, 3]);
  });

  it('refuses a whole request when too much waits, and takes the next when there is room', async () => {
    const first = queue.embed(
      Array.from({ length: 8 }, () => text(1, 400)),
      'passage',
    );
    await expect(queue.embed([text(2)], 'query')).rejects.toMatchObject({ code: 'EMB_QUEUE_FULL' });
    await first;
    expect(queue.waitingTokens).toBe(0);
    expect(numbers(await queue.embed([text(3)], 'query'))).toEqual([3]);
  });

  it('does not run what nobody waits for any more', async () => {
    const gone = new AbortController();
    const running = queue.embed([text(1, 400)], 'passage');
    const waiting = queue.embed([text(2, 400)], 'passage', gone.signal);
    gone.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'EMB_ABORTED' });
    await running;
    expect(encoder.runs).toEqual([1]);
    expect(queue.waitingTokens).toBe(0);
  });

  it('passes a failure on to whom it concerns, and goes on', async () => {
    encoder.failure = new Error('broken');
    await expect(queue.embed([text(1)], 'query')).rejects.toThrow('broken');
    encoder.failure = undefined;
    expect(numbers(await queue.embed([text(2)], 'query'))).toEqual([2]);
  });

  it('knows when it last served', async () => {
    expect(queue.hasServedWithin(1_000_000)).toBe(false);
    await queue.embed([text(1)], 'query');
    clockMs = 100;
    expect([queue.hasServedWithin(100), queue.hasServedWithin(99)]).toEqual([true, false]);
    encoder.failure = new Error('broken');
    clockMs = 200;
    await expect(queue.embed([text(2)], 'query')).rejects.toThrow('broken');
    expect(queue.hasServedWithin(199)).toBe(false);
    await queue.close();
    expect(queue.hasServedWithin(200)).toBe(false);
  });

  it('lets the run under way end when it is closed, and refuses the rest', async () => {
    const running = queue.embed([text(1, 400)], 'passage');
    const outcome = expect(queue.embed([text(2, 400)], 'passage')).rejects.toMatchObject({ code: 'EMB_STOPPING' });
    await queue.close();
    expect(numbers(await running)).toEqual([1]);
    await outcome;
    await expect(queue.embed([text(3)], 'query')).rejects.toMatchObject({ code: 'EMB_STOPPING' });
  });
});
