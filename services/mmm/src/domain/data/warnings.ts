/** What may be noticed about data without preventing a fit: a stable code, what it means, what to do. */
const texts = {
  PARTIAL_WEEKS_LEFT_OUT: [
    '{days} days at the beginning or end belong to weeks that are not complete and were left out',
    'begin the data on a Monday and end them on a Sunday to use all of them',
  ],
  SPEND_WITHOUT_MEDIA: [
    '{channel}: {rows} rows have spend and no media, row {row} first; {percent} % of the spend',
    'check whether spend is booked in the period in which the media ran',
  ],
  MEDIA_WITHOUT_SPEND: [
    '{channel}: {rows} rows have media and no spend, row {row} first; {percent} % of the media',
    'check whether invoices are missing; free media makes the ROI look better',
  ],
  COLUMNS_SIMILAR: [
    '{first} and {second} move together (correlation {correlation})',
    'their effects can hardly be told apart: an experiment on one of them, or one channel for both, helps',
  ],
  COLUMN_DEPENDENT: [
    '{column} follows from the other columns to {percent} % (variance inflation {inflation})',
    'its effect is uncertain: vary it on its own, run an experiment, or join channels',
  ],
  LITTLE_VARIATION: [
    '{channel}: the coefficient of variation of {column} is {variation}',
    'the effect of what hardly changes cannot be told from the baseline: vary the budget or run an experiment',
  ],
  FEW_ACTIVE_PERIODS: [
    '{channel} ran in {periods} of {all} periods',
    'with so few periods the prior decides: run an experiment, or join it with a similar channel',
  ],
  OUTLIER: ['row {row}, {column}: {value} is {times} times the median of what is not 0', 'check the unit of this row'],
  COST_JUMPS: [
    '{channel}: spend per unit of media differs by a factor of {times} between periods',
    'check the unit and the currency of spend and media',
  ],
  SHORT_HISTORY: [
    '{periods} periods are less than {wanted}, so the season is hardly seen twice',
    'give two years or more, or state what the season is by controls',
  ],
  FEW_PERIODS_PER_PARAMETER: [
    '{periods} periods bear {parameters} parameters per geo: less than {wanted} for each',
    'the priors decide much: state them with care, or take terms out',
  ],
  NEGATIVE_OUTCOMES: [
    'the outcome is negative in {rows} rows, row {row} first',
    'check whether returns belong to the period',
  ],
  OUTCOME_DAYS_MISSING: [
    '{days} days without a row of the outcome count as 0, {date} first',
    'report the days as 0 if nothing was sold, else report what was sold',
  ],
  PERIOD_NOT_OVER: [
    'the last period is not over: {days} of its {of} days have passed',
    'leave it out, or fit again when it is over',
  ],
  GEOS_SIMILAR: ['the geos {first} and {second} differ only in writing', 'use one name if they are the same'],
  OUTCOMES_WITHOUT_GEO: [
    '{rows} rows of outcomes belong to none of the geos and were left out',
    'report outcomes by geo, or ask for a national model to use them',
  ],
  METRIC_NOT_REPORTED: [
    '{column} was not reported in {days} rows, which count as 0',
    'report it for all campaigns of the channel, or model the channel by its spend',
  ],
} as const;

export type WarningCode = keyof typeof texts;

/** The same shape as in the summary of a run; the text holds what to do. */
export interface DataWarning {
  readonly code: WarningCode;
  readonly text: string;
}

export const warningCodes = Object.keys(texts) as readonly WarningCode[];

/** A warning with its text filled in. */
export function warn(code: WarningCode, details: Readonly<Record<string, string | number>> = {}): DataWarning {
  const [text, fix] = texts[code];
  const filled = text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(details[name] ?? placeholder));
  return { code, text: `${filled}; ${fix}` };
}
