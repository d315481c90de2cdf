import type { CurveTable } from './curve-table.js';
import { equalise } from './equalise.js';
import { decidedBy, type FeasibleSet } from './feasible-set.js';

/** Relative spread of marginal returns up to which a plan of concave curves counts as meeting the optimality conditions. */
const SPREAD = 1e-6;

/** Why a plan is as good as it is said to be. */
export interface Certificate {
  /**
   * `kkt`: all curves are concave and the conditions of Karush, Kuhn and Tucker hold, so no plan is better; `gap`: no plan is better
   * by more than the gap; `local`: no exchange between two channels is better, and the gap, where there is one, is what is known.
   */
  readonly kind: 'kkt' | 'gap' | 'local';
  /** No allowed plan has more; null where nothing is known. */
  readonly upperBound: number | null;
  /** (upper bound − objective) / |objective|; null where nothing is known. */
  readonly gap: number | null;
  /** |sum − total| / total of the goal; 0 where the goal leaves the total open. */
  readonly totalError: number;
  /** Greatest difference between marginal returns of channels between their bounds, prices of groups taken off, by the greatest. */
  readonly marginalSpread: number;
  /** Channels strictly between their bounds. */
  readonly interior: readonly string[];
  /** Gain by one more unit of money in all, where the total binds. */
  readonly price: number | null;
  /** Gain by moving the bound of each group that binds by one unit of money. */
  readonly groupPrices: readonly { readonly group: string; readonly price: number }[];
  /** Boxes that branch and bound looked at. */
  readonly boxes: number;
}

export interface Proof {
  readonly isConcave: boolean;
  readonly isLocal: boolean;
  readonly value: number;
  readonly upperBound: number | null;
  readonly boxes: number;
  /** Curves whose marginal returns are compared. */
  readonly tables: readonly CurveTable[];
}

/** @param total what the goal asks to spend; null where it leaves that open */
export function certificateOf(
  proof: Proof,
  channels: readonly string[],
  set: FeasibleSet,
  budgets: Float64Array,
  total: number | null,
): Certificate {
  const spent = budgets.reduce((sum, budget) => sum + budget, 0);
  const { spread, interior, prices } = equalise(proof.tables, decidedBy(set, budgets), budgets, 0);
  const gap = proof.upperBound === null ? null : (proof.upperBound - proof.value) / Math.abs(proof.value);
  const isDecided = set.onset.every((onset) => onset === 0);
  const isStationary = proof.isConcave && isDecided && spread <= SPREAD;
  const priced = set.sums.map((row, index) => ({ row, price: prices[index] ?? 0 })).filter(({ price }) => price !== 0);
  return {
    kind: proof.isLocal ? 'local' : isStationary ? 'kkt' : 'gap',
    upperBound: proof.upperBound,
    gap: gap === null || !Number.isFinite(gap) ? (proof.upperBound === proof.value ? 0 : null) : gap,
    totalError: total === null || total === 0 ? 0 : Math.abs(spent - total) / total,
    marginalSpread: spread,
    interior: interior.map((channel) => channels[channel] ?? ''),
    price: priced.find(({ row }) => row.name === null)?.price ?? null,
    groupPrices: priced.flatMap(({ row, price }) => (row.name === null ? [] : [{ group: row.name, price }])),
    boxes: proof.boxes,
  };
}
