import type { PlanSummary } from '../../plan-summary.js';
import { createFormat, type Format, type Measure } from '../format.js';
import type { Language } from '../language.js';
import { timesMeasure } from '../telling.js';
import { createSay, type Say } from '../text/texts.js';

/** Everything that a section of the report of a plan needs. */
export interface PlanTelling {
  readonly plan: PlanSummary;
  readonly language: Language;
  readonly say: Say;
  readonly format: Format;
  /** Whether values are money, so that a return can be compared with break-even. */
  readonly valued: boolean;
  readonly value: Measure;
  /** Return on the next unit of money: a ratio, or units of the outcome per thousand of money. */
  readonly returns: Measure;
  readonly thousand: string;
}

export const createPlanTelling = (plan: PlanSummary, language: Language): PlanTelling => {
  const format = createFormat(language, plan.currency);
  const valued = plan.outcome.hasValue;
  return {
    plan,
    language,
    say: createSay(language),
    format,
    valued,
    value: valued ? format.money : format.units(plan.outcome.unit),
    returns: valued ? format.number : timesMeasure(format.number, 1000),
    thousand: format.money(1000, 1),
  };
};
