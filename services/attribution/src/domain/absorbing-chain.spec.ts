import fc from 'fast-check';
import { type AbsorbingChain, expectedRewards } from './absorbing-chain.js';

const nothing = () => false;

/** Weights of each state: to every state, to being lost, to the reward. */
const weights = (states: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: states + 2, maxLength: states + 2 }), {
    minLength: states,
    maxLength: states,
  });

function chainOf(table: readonly (readonly number[])[]): AbsorbingChain {
  const rows = table.map((row) => {
    // Every state can end, so that a solution exists.
    const given = [...row.slice(0, -1), (row.at(-1) ?? 0) + 1];
    const sum = given.reduce((total, weight) => total + weight, 0);
    return given.map((weight) => weight / sum);
  });
  const rewarded = rows.map((row) => row.at(-1) ?? 0);
  return {
    start: rows.map(() => 1 / rows.length),
    transitions: rows.map((row) =>
      row.slice(0, -2).flatMap((probability, to) => (probability > 0 ? [[to, probability] as const] : [])),
    ),
    lost: rows.map((row) => row.at(-2) ?? 0),
    rewarded,
    rewards: [rewarded, rewarded.map((probability, state) => probability * state)],
  };
}

/** The same by following the chain until next to nothing is on its way. */
function byIteration(chain: AbsorbingChain, removed: (state: number) => boolean): number[] {
  let at = chain.start.map((probability, state) => (removed(state) ? 0 : probability));
  const rewards = chain.rewards.map(() => 0);
  for (let step = 0; step < 20_000 && at.some((probability) => probability > 1e-16); step++) {
    const next = at.map(() => 0);
    for (const [state, probability] of at.entries()) {
      for (const [kind, reward] of chain.rewards.entries())
        rewards[kind] = (rewards[kind] ?? 0) + probability * (reward[state] ?? 0);
      for (const [to, share] of chain.transitions[state] ?? [])
        if (!removed(to)) next[to] = (next[to] ?? 0) + probability * share;
    }
    at = next;
  }
  return rewards;
}

describe('expected rewards', () => {
  it.each([1, 2, 7, 30])(
    'are those of following a chain of %i states to its end, with and without a state',
    (states) => {
      fc.assert(
        fc.property(weights(states), fc.nat(states - 1), (table, gone) => {
          const chain = chainOf(table);
          for (const removed of [nothing, (state: number) => state === gone]) {
            const expected = byIteration(chain, removed);
            for (const [kind, reward] of expectedRewards(chain, removed).entries())
              expect(reward).toBeCloseTo(expected[kind] ?? Number.NaN, 10);
          }
        }),
        { numRuns: states > 10 ? 5 : 50 },
      );
    },
  );

  it('keep their digits where a chain hardly ever ends', () => {
    const rare = 2 ** -40;
    const chain: AbsorbingChain = {
      start: [1, 0],
      transitions: [[[1, 1]], [[0, 1 - rare]]],
      lost: [0, rare / 4],
      rewarded: [0, (3 * rare) / 4],
      rewards: [[0, (3 * rare) / 4]],
    };
    expect(expectedRewards(chain, nothing)).toEqual([0.75]);
  });

  it('say when a chain is too interwoven to solve', () => {
    const chain = chainOf(Array.from({ length: 40 }, () => Array.from({ length: 42 }, () => 1)));
    expect(() => expectedRewards(chain, nothing, 5)).toThrow(expect.objectContaining({ code: 'ATT_CHAIN_TOO_LARGE' }));
    expect(expectedRewards(chain, nothing)[0]).toBeCloseTo(2 / 3, 12);
  });
});
