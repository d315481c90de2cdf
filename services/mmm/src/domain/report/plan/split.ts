import type { PlanSplit, SplitLine } from '../../plan-summary.js';
import { paragraph, type Section, table } from '../elements.js';
import { html, type Part } from '../html.js';
import type { PlanTelling } from './plan-telling.js';
import { smallShare } from './proof.js';
import { probability } from './proposal.js';

/** How the proposed money of each channel is spread over regions or weeks, and what that brings. */
export const split = (telling: PlanTelling, given: PlanSplit): Section => {
  const { say, format } = telling;
  const { by, lines } = given;
  const columns = [
    { label: say('column.channel') },
    { label: say(`plan.split.column.${by}`) },
    ...(['plan.split.column.asToday', 'plan.column.proposed', 'plan.column.change'] as const).map((key) => ({
      label: say(key),
      numeric: true,
    })),
  ];
  const rows = lines.map((line): readonly Part[] => [
    line.channel,
    placeOf(telling, line),
    format.fact(format.money, line.current),
    format.fact(format.money, line.proposed),
    format.fact(format.signed(format.money), line.proposed - line.current),
  ]);
  return {
    id: 'split',
    short: say('plan.nav.split'),
    title: say(`plan.split.title.${by}`),
    body: html`${splitInWords(telling, given).map((text) => paragraph(text))}${table(say(`plan.split.caption.${by}`), columns, rows)}`,
  };
};

/** What is moved, what it brings, and what is proven of it. */
export const splitInWords = (
  telling: PlanTelling,
  { by, lift, probabilityBetter, certificate }: PlanSplit,
): string[] => {
  const { say, format, value } = telling;
  const said = format.interval(value, lift);
  const { kind, gap } = certificate;
  return [
    say(`plan.split.intro.${by}`),
    say('plan.split.lift', {
      lift: said.point,
      low: said.low,
      high: said.high,
      probability: probability(telling, probabilityBetter),
    }),
    kind === 'local' || gap === null
      ? say('plan.split.local')
      : say('plan.split.proven', { gap: smallShare(telling, gap) }),
  ];
};

/** The region, or the first day of the week. */
export const placeOf = ({ format }: PlanTelling, { geo, week }: SplitLine): string =>
  geo ?? (week === undefined ? '' : format.date(week));
