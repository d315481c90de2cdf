import type { Panel } from '../panel.js';

/** What a fit would be made with. */
export interface CheckedData {
  readonly grain: Panel['grain'];
  readonly geos: number;
  readonly periods: number;
  /** First day of the first period and of the last, ISO dates. */
  readonly from: string;
  readonly until: string;
  readonly currency: string | null;
  readonly dataHash: string;
  /** What was noticed about the data without preventing a fit. */
  readonly warnings: readonly { readonly code: string; readonly text: string }[];
}

/** What stands in the way of a fit. */
export interface DataProblem {
  readonly code: string;
  readonly detail: string;
  readonly fix: string;
  readonly field?: string;
}

/** Data that can be fitted, or all that is wrong with them: at most twenty problems at once. */
export interface DataCheck {
  readonly data: CheckedData | null;
  readonly problems: readonly DataProblem[];
}

/** A panel as somebody wants to see it before it is fitted. */
export const describeData = (
  { grain, geos, dates, currency, dataHash }: Panel,
  warnings: CheckedData['warnings'],
): CheckedData => ({
  ...{ grain, geos: geos.length, periods: dates.length, from: dates[0] ?? '', until: dates.at(-1) ?? '' },
  ...{ currency, dataHash, warnings },
});
