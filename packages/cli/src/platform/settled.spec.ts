import { type GroupPosition, UnavailableError } from '@stellwerk/bus';
import { untilSettled } from './settled.js';

const position = (group: string, committed: number | null, high: number, low = 0): GroupPosition => ({
  group,
  topic: 'tracking.event.v1',
  partition: 0,
  committed: committed === null ? null : BigInt(committed),
  low: BigInt(low),
  high: BigInt(high),
});

/** Waits on answers that are given one after the other; the last one stays. Resolves with how many were needed. */
async function wait(answers: readonly (() => readonly GroupPosition[])[], timeoutMs = 5_000): Promise<number> {
  let asked = 0;
  const read = async () => {
    const answer = answers[Math.min(asked, answers.length - 1)] as () => readonly GroupPosition[];
    asked += 1;
    return answer();
  };
  await untilSettled(read, { timeoutMs, signal: new AbortController().signal, pollMs: 1 });
  return asked;
}

describe('everything is queryable', () => {
  it.each<[title: string, positions: GroupPosition[]]>([
    ['every group stands at the end', [position('identity', 7, 7), position('warehouse', 7, 7)]],
    ['a group has nothing to read', [position('identity', null, 0)]],
    ['a group never read what is gone by now', [position('identity', null, 9, 9)]],
  ])('when %s', async (_title, positions) => {
    expect(await wait([() => positions])).toBe(1);
  });

  it('not before the slowest group has caught up', async () => {
    const at = (warehouse: number) => () => [position('identity', 9, 9), position('warehouse', warehouse, 9)];
    expect(await wait([at(3), at(8), at(9)])).toBe(3);
  });

  it('after an outage of the broker', async () => {
    const away = () => {
      throw new UnavailableError('kafka');
    };
    expect(await wait([away, away, () => [position('identity', 1, 1)]])).toBe(3);
  });

  it('also on a platform that others keep writing to, once all generations of what was there are through', async () => {
    // Each answer the group has handled what the last one showed, and ten more messages have come.
    const answers = Array.from({ length: 40 }, (_, at) => () => [position('warehouse', at * 10, (at + 1) * 10)]);
    const needed = await wait(answers);
    expect(needed).toBeGreaterThan(12);
    expect(needed).toBeLessThan(16);
  });

  it('not while a group stands still among others that go on, and then says which', async () => {
    let at = 0;
    const moving = () => {
      at += 10;
      return [position('identity', at, at + 10), position('warehouse', 3, at + 10)];
    };
    await expect(wait([moving], 100)).rejects.toMatchObject({
      code: 'CLI_NOT_SETTLED',
      message: expect.stringMatching(/identity 10, warehouse \d+/),
    });
  });

  it('not where the broker stays away', async () => {
    const away = () => {
      throw new UnavailableError('kafka');
    };
    await expect(wait([away], 50)).rejects.toMatchObject({ message: expect.stringContaining('kafka') });
  });
});
