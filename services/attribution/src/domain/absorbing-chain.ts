import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Absorbing Markov chain with a start and rewards on leaving; states are numbered from 0. */
export interface AbsorbingChain {
  /** Probability of starting in each state. */
  readonly start: readonly number[];
  /** Transitions between states: target and probability. */
  readonly transitions: readonly (readonly (readonly [to: number, probability: number])[])[];
  /** Probability of being absorbed without any reward, per state. */
  readonly lost: readonly number[];
  /** Expected rewards at absorption from each state, one list per kind of reward. */
  readonly rewards: readonly (readonly number[])[];
  /** Probability of absorption with a reward, per state. */
  readonly rewarded: readonly number[];
}

/** Weight of a transition list entry as it is being eliminated. */
interface Row {
  readonly to: Map<number, number>;
  /** Probability of leaving for good. */
  leave: number;
  readonly rewards: number[];
}

/** Sparse steps cheaper than this are never worth a full matrix. */
const DENSE_FROM_COST = 64;
/** A full matrix pays off when a step touches more than this part of it. */
const DENSE_FROM_SHARE = 200;
/** A full matrix of so many states takes 0.5 GB. */
const MAX_DENSE_STATES = 8_000;

/**
 * Expected rewards from the start, exactly, by eliminating state after state (Grassmann, Taksar and Heyman 1985): no subtraction
 * occurs, so no digit is lost however close to one a return probability is. States with the fewest detours go first, which keeps
 * the chain sparse. `removed` states count as lost.
 * @throws StellwerkError ATT_CHAIN_TOO_LARGE when more states than `maxDenseStates` are too interwoven to be taken one by one
 */
export function expectedRewards(
  chain: AbsorbingChain,
  removed: (state: number) => boolean,
  maxDenseStates = MAX_DENSE_STATES,
): number[] {
  const START = -1;
  const rows = new Map<number, Row>();
  const before = new Map<number, Set<number>>();
  const addRow = (state: number, targets: Iterable<readonly [number, number]>, leave: number, rewards: number[]) => {
    const to = new Map<number, number>();
    let lost = leave;
    for (const [target, probability] of targets) {
      if (removed(target)) lost += probability;
      else {
        to.set(target, (to.get(target) ?? 0) + probability);
        before.set(target, (before.get(target) ?? new Set()).add(state));
      }
    }
    rows.set(state, { to, leave: lost, rewards });
  };
  for (const [state, targets] of chain.transitions.entries()) {
    if (removed(state)) continue;
    const leave = (chain.lost[state] ?? 0) + (chain.rewarded[state] ?? 0);
    addRow(
      state,
      targets,
      leave,
      chain.rewards.map((kind) => kind[state] ?? 0),
    );
  }
  const starts = [...chain.start.entries()].filter(([, probability]) => probability > 0);
  addRow(
    START,
    starts,
    0,
    chain.rewards.map(() => 0),
  );

  const queue = new CheapestFirst(
    [...rows.keys()].filter((state) => state !== START),
    (state) => {
      const out = rows.get(state)?.to.size ?? 0;
      return out * (before.get(state)?.size ?? 0);
    },
  );
  for (let state = queue.next(); state !== undefined; state = queue.next()) {
    const row = rows.get(state) as Row;
    const cost = row.to.size * (before.get(state)?.size ?? 0);
    // What is left is so interwoven that a full matrix is quicker.
    if (cost > DENSE_FROM_COST && cost > (rows.size * rows.size) / DENSE_FROM_SHARE) {
      if (rows.size > maxDenseStates)
        throw new StellwerkError(errors.CHAIN_TOO_LARGE, { states: rows.size, limit: maxDenseStates });
      return eliminateDensely(rows, START);
    }
    row.to.delete(state);
    const outflow = sum(row.to.values()) + row.leave;
    for (const source of before.get(state) ?? []) {
      if (source === state) continue;
      const from = rows.get(source) as Row;
      const share = (from.to.get(state) ?? 0) / outflow;
      from.to.delete(state);
      for (const [target, probability] of row.to) {
        from.to.set(target, (from.to.get(target) ?? 0) + share * probability);
        before.get(target)?.add(source);
      }
      from.leave += share * row.leave;
      for (const [kind, reward] of row.rewards.entries())
        from.rewards[kind] = (from.rewards[kind] ?? 0) + share * reward;
      if (source !== START) queue.changed(source);
    }
    for (const target of row.to.keys()) {
      before.get(target)?.delete(state);
      queue.changed(target);
    }
    rows.delete(state);
    before.delete(state);
  }
  return rows.get(START)?.rewards ?? [];
}

/** Ends the elimination with a full matrix. The start is the last row. */
function eliminateDensely(rows: ReadonlyMap<number, Row>, start: number): number[] {
  const states = [...rows.keys()].filter((state) => state !== start).concat(start);
  const indexOf = new Map(states.map((state, index) => [state, index]));
  const size = states.length;
  const matrix = states.map((state) => {
    const line = new Float64Array(size);
    for (const [target, probability] of (rows.get(state) as Row).to) line[indexOf.get(target) as number] = probability;
    return line;
  });
  const leaves = states.map((state) => (rows.get(state) as Row).leave);
  const rewards = states.map((state) => [...(rows.get(state) as Row).rewards]);
  for (let state = 0; state < size - 1; state++) {
    const line = matrix[state] as Float64Array;
    let outflow = leaves[state] ?? 0;
    for (let target = state + 1; target < size; target++) outflow += line[target] as number;
    for (let source = state + 1; source < size; source++) {
      const from = matrix[source] as Float64Array;
      const share = (from[state] as number) / outflow;
      if (share === 0) continue;
      for (let target = state + 1; target < size; target++) {
        from[target] = (from[target] as number) + share * (line[target] as number);
      }
      leaves[source] = (leaves[source] as number) + share * (leaves[state] as number);
      const into = rewards[source] as number[];
      for (const [kind, reward] of (rewards[state] as number[]).entries())
        into[kind] = (into[kind] ?? 0) + share * reward;
    }
  }
  return rewards[size - 1] ?? [];
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Hands out states by rising cost; costs may change while they wait. Ties go to the lowest number. */
class CheapestFirst {
  readonly #buckets: Set<number>[] = [];
  readonly #bucketOf = new Map<number, number>();
  #lowest = 0;

  constructor(
    states: readonly number[],
    private readonly costOf: (state: number) => number,
  ) {
    for (const state of states) this.#put(state);
  }

  changed(state: number): void {
    const bucket = this.#bucketOf.get(state);
    if (bucket === undefined) return;
    this.#buckets[bucket]?.delete(state);
    this.#put(state);
  }

  next(): number | undefined {
    for (; this.#lowest < this.#buckets.length; this.#lowest++) {
      const [state] = this.#buckets[this.#lowest] ?? [];
      if (state === undefined) continue;
      this.#buckets[this.#lowest]?.delete(state);
      this.#bucketOf.delete(state);
      return state;
    }
    return undefined;
  }

  /** Costs are kept by their magnitude, which is precise enough to choose by. */
  #put(state: number): void {
    const cost = this.costOf(state);
    const bucket = cost < 16 ? cost : 12 + Math.floor(4 * Math.log2(cost / 8));
    while (this.#buckets.length <= bucket) this.#buckets.push(new Set());
    this.#buckets[bucket]?.add(state);
    this.#bucketOf.set(state, bucket);
    this.#lowest = Math.min(this.#lowest, bucket);
  }
}
