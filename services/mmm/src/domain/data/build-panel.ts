import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { Panel } from '../panel.js';
import { checkColumns, checkGeoNames, checkLastPeriod, checkSize } from './column-checks.js';
import type { DataColumns } from './data-columns.js';
import { DataProblems } from './data-error.js';
import { hashPanel } from './data-hash.js';
import { isoDay, parseDay } from './day.js';
import { checkDependence } from './dependence-checks.js';
import { checkWeekdays, detectGrain } from './grain.js';
import { type Grid, placeOnGrid } from './grid.js';
import type { Observations } from './observations.js';
import { checkSpend } from './spend-checks.js';
import type { DataWarning } from './warnings.js';
import { toWeeks } from './weeks.js';

/** A panel that may be fitted, with what was noticed about it. */
export interface CheckedPanel {
  readonly panel: Panel;
  readonly warnings: readonly DataWarning[];
}

/**
 * Makes the panel of a fit from the rows of a table.
 * @param today ISO date
 * @throws StellwerkError, often a DataError with all problems of its kind: everything about grain, grid, columns and size in the catalogue
 */
export function buildPanel(observations: Observations, spec: DataColumns, today: string): CheckedPanel {
  const found = detectGrain(observations);
  const problems = new DataProblems();
  if (found === 'week') checkWeekdays(observations, problems);
  problems.refuse();
  const wanted = spec.grain === undefined || spec.grain === 'auto' ? found : spec.grain;
  if (found === 'week' && wanted === 'day') throw new StellwerkError(errors.GRAIN_WRONG, { wanted, found });
  const placed = placeOnGrid(observations, found);
  const { grid, warnings } =
    found === wanted ? { grid: placed, warnings: [] } : toWeeks(placed, observations.columns, spec);
  const noticed = [
    ...warnings,
    ...checkSize(grid, spec, problems),
    ...checkColumns(grid, spec, problems),
    ...checkSpend(grid, spec, problems),
    ...checkDependence(grid, spec, problems),
    ...checkLastPeriod(grid, parseDay(today) ?? 0),
    ...checkGeoNames(grid),
  ];
  problems.refuse();
  return { panel: panelOf(grid, spec), warnings: noticed };
}

function panelOf(grid: Grid, spec: DataColumns): Panel {
  const column = (name: string | undefined) => (name === undefined ? null : (grid.values.get(name) ?? null));
  const population = column(spec.population);
  const own = new Set([spec.outcome, spec.valuePerUnit, spec.population]);
  const content = {
    grain: grid.grain,
    dates: grid.days.map(isoDay),
    geos: grid.geos,
    population: population && grid.geos.map((_, geo) => population[geo * grid.days.length] ?? 0),
    outcome: column(spec.outcome) ?? new Float64Array(),
    valuePerUnit: column(spec.valuePerUnit) ?? constantValue(grid, spec),
    columns: new Map([...grid.values].filter(([name]) => !own.has(name) || isUsedTwice(name, spec))),
    currency: grid.currency,
  };
  const panel = { ...content, population: content.population && Float64Array.from(content.population) };
  return { ...panel, dataHash: hashPanel(panel) };
}

const constantValue = ({ row }: Grid, { constantValuePerUnit }: DataColumns): Float64Array | null =>
  constantValuePerUnit === undefined ? null : new Float64Array(row.length).fill(constantValuePerUnit);

/** A column may be the population and a control as well. */
const isUsedTwice = (name: string, { channels, sums = [], means = [] }: DataColumns): boolean =>
  sums.includes(name) || means.includes(name) || channels.some(({ media, spend }) => media === name || spend === name);
