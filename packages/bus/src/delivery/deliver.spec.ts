import { StellwerkError } from '@stellwerk/contracts';
import fc from 'fast-check';
import { busErrors } from '../errors.js';
import { type BatchHandler, type MessageBatch, type ReceivedMessage, UnavailableError } from '../port.js';
import { deliver, type GivenUp } from './deliver.js';

function batchOf(count: number, signal = new AbortController().signal): MessageBatch {
  const messages = Array.from({ length: count }, (_, index): ReceivedMessage => {
    return { topic: 't', partition: 0, offset: BigInt(index), key: 'k', value: null, headers: {}, timestampMs: 0 };
  });
  return { topic: 't', partition: 0, messages, endOffset: BigInt(count), signal };
}

async function run(handle: BatchHandler, { batch = batchOf(1), maxAttempts = 3, bury = async () => {} } = {}) {
  const dead: GivenUp[] = [];
  const pauses: number[] = [];
  const stalls: (string | null)[] = [];
  await deliver(batch, {
    handle,
    maxAttempts,
    bury: async (letters) => {
      await bury();
      dead.push(...letters);
    },
    pause: async (ms) => {
      pauses.push(ms);
    },
    stalled: (resource) => stalls.push(resource),
  });
  return { dead, pauses, stalls };
}

const offsets = (messages: readonly ReceivedMessage[]) => messages.map(({ offset }) => Number(offset));

/** A handler that throws these one after the other, then succeeds. */
function failing(...errors: unknown[]) {
  const seen: number[][] = [];
  const handle: BatchHandler = async ({ messages }) => {
    seen.push(offsets(messages));
    if (errors.length > 0) throw errors.shift();
    return undefined;
  };
  return { seen, handle };
}

describe('delivery', () => {
  it('hands over the batch and is done', async () => {
    const { seen, handle } = failing();
    expect(await run(handle, { batch: batchOf(2) })).toEqual({ dead: [], pauses: [], stalls: [null] });
    expect(seen).toEqual([[0, 1]]);
  });

  it('repeats the identical batch for as long as infrastructure is down, with growing pauses', async () => {
    const { seen, handle } = failing(...Array.from({ length: 7 }, () => new UnavailableError('store')));
    const { dead, pauses, stalls } = await run(handle, { batch: batchOf(2), maxAttempts: 1 });
    expect(seen).toEqual(Array.from({ length: 8 }, () => [0, 1]));
    expect(pauses).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
    expect(stalls).toEqual([...Array.from({ length: 7 }, () => 'store'), null]);
    expect(dead).toEqual([]);
  });

  it('repeats a defect a bounded number of times', async () => {
    const { seen, handle } = failing(new TypeError('a'), new TypeError('b'));
    const { dead } = await run(handle);
    expect([seen.length, dead]).toEqual([3, []]);
  });

  it('does not count an outage between two defects as an attempt', async () => {
    const { seen, handle } = failing(new TypeError(), new UnavailableError('store'), new TypeError());
    const { dead } = await run(handle);
    expect([seen.length, dead]).toEqual([4, []]);
  });

  it('gives up the message that fails, with its place and attempts but without what the error says', async () => {
    const { dead } = await run(async function explode() {
      throw new RangeError('ada@example.org\n    at forged (secret.js:1:1)');
    });
    expect(dead).toEqual([expect.objectContaining({ code: 'BUS_HANDLER_FAILED', detail: 'RangeError', attempts: 3 })]);
    expect(dead[0]?.step).toMatch(/^explode \(deliver\.spec\.ts:\d+\)$/);
  });

  it('tells the text of catalogue errors, which hold no data', async () => {
    const { dead } = await run(async () => {
      throw new StellwerkError(busErrors.HEADER_MISSING, { header: 'ce_id' });
    });
    expect(dead).toEqual([
      expect.objectContaining({ code: 'BUS_HEADER_MISSING', detail: 'the header ce_id is missing' }),
    ]);
  });

  it('buries what the handler declares dead, repeating that alone while it cannot', async () => {
    let outages = 2;
    let calls = 0;
    const letter = { message: batchOf(1).messages[0] as ReceivedMessage, code: 'ODD', step: 'oddStep', detail: '' };
    const { dead, stalls } = await run(
      async () => {
        calls += 1;
        return { dead: [letter] };
      },
      {
        bury: async () => {
          if (outages-- > 0) throw new UnavailableError('kafka');
        },
      },
    );
    expect([calls, dead, stalls]).toEqual([1, [{ ...letter, attempts: 1 }], ['kafka', 'kafka', null]]);
  });

  it('stops where it stands when the partition is lost, and commits nothing', async () => {
    const lost = new AbortController();
    const { seen, handle } = failing(new UnavailableError('store'));
    const attempt = run(
      (batch) => {
        lost.abort(new Error('partition lost'));
        return handle(batch);
      },
      { batch: batchOf(1, lost.signal) },
    );
    await expect(attempt).rejects.toThrow('partition lost');
    expect(seen.length).toBe(1);
  });

  it('does not wait for a handler that hangs when the partition is lost', async () => {
    const lost = new AbortController();
    const attempt = run(() => new Promise(() => {}), { batch: batchOf(1, lost.signal) });
    lost.abort(new Error('partition lost'));
    await expect(attempt).rejects.toThrow('partition lost');
  });

  it('loses nothing, applies nothing twice and keeps the order, whatever fails', async () => {
    const scenario = fc.record({
      count: fc.integer({ min: 1, max: 40 }),
      poison: fc.uniqueArray(fc.integer({ min: 0, max: 39 }), { maxLength: 12 }),
      outages: fc.array(fc.boolean(), { maxLength: 20 }),
      maxAttempts: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ count, poison, outages, maxAttempts }) => {
        const isDown = [...outages];
        const applied: number[] = [];
        const { dead } = await run(
          async ({ messages }) => {
            if (isDown.shift()) throw new UnavailableError('store');
            if (offsets(messages).some((offset) => poison.includes(offset))) throw new Error('poison');
            applied.push(...offsets(messages));
            return undefined;
          },
          { batch: batchOf(count), maxAttempts },
        );
        const all = offsets(batchOf(count).messages);
        expect(applied).toEqual(all.filter((offset) => !poison.includes(offset)));
        expect(dead.map(({ message }) => Number(message.offset))).toEqual(all.filter((one) => poison.includes(one)));
      }),
    );
  });
});
