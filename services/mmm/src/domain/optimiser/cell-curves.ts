import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { BudgetLine } from '../budget/plan.js';
import type { ResponseCurves } from '../response-curves.js';
import type { GroupLimits } from './problem.js';

/** Curves of the channels in a part of the market or of the time; effects of parts must add up. */
export interface CellCurves {
  readonly geo?: string | undefined;
  /** First day of the week. */
  readonly week?: string | undefined;
  readonly curves: ResponseCurves;
}

/** One budget that is optimised: a channel in a geo, a week, or both. */
export interface BudgetCell {
  readonly channel: string;
  readonly geo?: string | undefined;
  readonly week?: string | undefined;
}

export interface JoinedCurves {
  /** As many channels as there are cells, named by {@link nameOf}. */
  readonly curves: ResponseCurves;
  readonly cells: readonly BudgetCell[];
}

/** A name that no two cells share, unless their channel, geo and week are the same. */
export const nameOf = ({ channel, geo, week }: BudgetCell): string =>
  [channel, geo, week].filter((part) => part !== undefined).join(' · ');

/**
 * A curve per channel and cell, for the optimiser as one problem: to it they are just more channels. Draw d of one part belongs to
 * draw d of every other.
 * @throws `MMM_BUDGET_INVALID` when parts have different numbers of draws, or two cells have one name
 */
export function joinCells(parts: readonly CellCurves[]): JoinedCurves {
  const draws = parts[0]?.curves.draws ?? 0;
  const all = parts.flatMap(({ geo, week, curves }) =>
    curves.channels.map((channel, index) => ({ cell: { channel, geo, week }, curves, index })),
  );
  const names = all.map(({ cell }) => nameOf(cell));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const problem =
    twice !== undefined
      ? `the cell ${twice} is there twice`
      : parts.some(({ curves }) => curves.draws !== draws)
        ? 'the parts have different numbers of draws'
        : null;
  if (problem !== null) throw new StellwerkError(errors.BUDGET_INVALID, { problem }, { field: 'cells' });
  const at = (cell: number) => {
    const found = all[cell];
    if (found === undefined) throw new RangeError(`there is no cell ${cell}`);
    return found;
  };
  const isBounded = parts.every(({ curves }) => curves.slopeBounds !== undefined);
  return {
    cells: all.map(({ cell }) => cell),
    curves: {
      channels: names,
      draws,
      concave: all.map(({ curves, index }) => curves.concave[index] === true),
      evaluate: (cell, budget, value, slope) => at(cell).curves.evaluate(at(cell).index, budget, value, slope),
      ...(isBounded && {
        slopeBounds: (cell, low, high, lowest, highest) =>
          at(cell).curves.slopeBounds?.(at(cell).index, low, high, lowest, highest),
      }),
    },
  };
}

/** What bounds of a whole channel, geo or week become once its budget is cut into cells. */
export function groupOfCells(
  cells: readonly BudgetCell[],
  member: Partial<BudgetCell>,
  limits: { readonly min?: number | undefined; readonly max?: number | undefined },
): GroupLimits {
  const keys = ['channel', 'geo', 'week'] as const;
  const members = cells.filter((cell) => keys.every((key) => member[key] === undefined || member[key] === cell[key]));
  return { name: Object.values(member).join(' · '), channels: members.map(nameOf), ...limits };
}

/** The lines of a plan; cells without money are left out. */
export const linesOf = (cells: readonly BudgetCell[], budgets: readonly number[]): BudgetLine[] =>
  cells.flatMap((cell, index) => {
    const amount = budgets[index] ?? 0;
    return amount > 0 ? [{ ...cell, amount }] : [];
  });
