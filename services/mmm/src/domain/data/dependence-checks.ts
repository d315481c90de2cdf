import { errors } from '../../errors.js';
import { isConstant } from './column-checks.js';
import { correlationMatrix, varianceInflation } from './correlation.js';
import type { DataColumns } from './data-columns.js';
import type { DataProblems } from './data-error.js';
import type { Grid } from './grid.js';
import { type DataWarning, warn } from './warnings.js';

/** Correlation from which two columns are the same but for a factor. */
const EQUAL = 0.9999;
const SIMILAR = 0.95;
/** Variance inflation from which a column is a sum of others but for rounding. */
const DEPENDENT = 1e6;
/** Kutner et al., Applied Linear Statistical Models, 5th edition, 10.5: above 10 the estimates are unduly influenced. */
const INFLATED = 10;

/**
 * Looks for columns that say the same: the same channel under two names, a total beside its parts, channels that always run together.
 * Correlations are within geos, so that large geos do not make all columns look alike. Problems: MMM_COLUMNS_EQUAL,
 * MMM_COLUMNS_DEPENDENT.
 */
export function checkDependence(grid: Grid, spec: DataColumns, problems: DataProblems): readonly DataWarning[] {
  const varies = (name: string) => !isConstant(grid.values.get(name) ?? new Float64Array());
  const terms = unique([
    ...spec.channels.map(({ media }) => media),
    ...(spec.sums ?? []),
    ...(spec.means ?? []),
  ]).filter(varies);
  const spends = unique(spec.channels.flatMap(({ spend }) => spend ?? [])).filter(varies);
  const warnings = [...checkPairs(grid, terms, problems)];
  // Two channels with the same spend count their money twice, whatever their media are.
  checkPairs(
    grid,
    spends.filter((name) => !terms.includes(name)),
    problems,
  );
  return [...warnings, ...checkInflation(grid, terms, problems)];
}

function checkPairs(grid: Grid, names: readonly string[], problems: DataProblems): readonly DataWarning[] {
  const matrix = correlationMatrix(grid, names);
  const warnings: DataWarning[] = [];
  for (const [i, first] of names.entries())
    for (let j = i + 1; j < names.length; j++) {
      const correlation = matrix[i * names.length + j] ?? 0;
      const second = names[j] ?? '';
      const details = { first, second, correlation: correlation.toFixed(4) };
      if (correlation >= EQUAL) problems.add(errors.COLUMNS_EQUAL, details, second);
      else if (Math.abs(correlation) >= SIMILAR) warnings.push(warn('COLUMNS_SIMILAR', details));
    }
  return warnings;
}

function checkInflation(grid: Grid, names: readonly string[], problems: DataProblems): readonly DataWarning[] {
  const inflation = varianceInflation(correlationMatrix(grid, names), names.length);
  const warnings: DataWarning[] = [];
  const dependent = names.filter((_, index) => (inflation[index] ?? 1) >= DEPENDENT);
  const [column] = dependent.sort((a, b) => totalOf(grid, b) - totalOf(grid, a));
  // All columns of the sum are inflated; the total is the largest of them.
  if (column !== undefined)
    problems.add(errors.COLUMNS_DEPENDENT, { column, inflation: format(inflation[names.indexOf(column)]) }, column);
  for (const [index, name] of names.entries()) {
    const value = inflation[index] ?? 1;
    if (value <= INFLATED || value >= DEPENDENT) continue;
    const percent = (100 * (1 - 1 / value)).toFixed(1);
    warnings.push(warn('COLUMN_DEPENDENT', { column: name, percent, inflation: format(value) }));
  }
  return warnings;
}

const totalOf = (grid: Grid, name: string): number =>
  (grid.values.get(name) ?? new Float64Array()).reduce((sum, value) => sum + Math.abs(value), 0);

const format = (value = 1): string => (value < 1e6 ? value.toFixed(1) : 'beyond 1,000,000');

const unique = (names: readonly string[]): string[] => [...new Set(names)];
