import type { PlanSplit, PlanSummary } from '../../plan-summary.js';
import type { Language } from '../language.js';
import { createPlanTelling, type PlanTelling } from '../plan/plan-telling.js';
import { probability } from '../plan/proposal.js';
import { placeOf, splitInWords } from '../plan/split.js';
import { printable, terminalTable } from './layout.js';

const splitLines = (telling: PlanTelling, split: PlanSplit): readonly string[] => {
  const { say, format } = telling;
  const columns = [
    { label: say('column.channel'), align: 'left' },
    { label: say(`plan.split.column.${split.by}`), align: 'left' },
    { label: say('plan.split.column.asToday'), align: 'right' },
    { label: say('plan.column.proposed'), align: 'right' },
  ] as const;
  const money = (amount: number): string => format.fact(format.money, amount);
  return [
    '',
    say(`plan.split.title.${split.by}`),
    ...splitInWords(telling, split),
    '',
    ...terminalTable(
      columns,
      split.lines.map((line) => [line.channel, placeOf(telling, line), money(line.current), money(line.proposed)]),
    ),
  ];
};

/** A proposed budget for the terminal: what it brings, and each channel's money. Plain text; lines end with a line feed. */
export const renderPlanTable = (plan: PlanSummary, language: Language = 'en'): string => {
  const telling = createPlanTelling(plan, language);
  const { say, format, value } = telling;
  const { lift } = plan.value;
  const said = format.interval(value, lift);
  const size = format.interval(value, { ...lift, mean: Math.abs(lift.mean) }).point;
  const columns = [
    { label: say('column.channel'), align: 'left' },
    { label: say('plan.column.current'), align: 'right' },
    { label: say('plan.column.proposed'), align: 'right' },
    { label: say('plan.column.change'), align: 'right' },
    { label: say('plan.column.bound'), align: 'left' },
  ] as const;
  const money = (amount: number): string => format.fact(format.money, amount);
  const row = (name: string, current: number, proposed: number, bound: string): readonly string[] => [
    name,
    money(current),
    money(proposed),
    format.fact(format.signed(format.money), proposed - current),
    bound,
  ];
  return [
    `${plan.name} · ${say(`plan.state.${plan.approval.state}`)}`,
    say(lift.mean < 0 ? 'plan.answer.down' : 'plan.answer.up', { lift: size }),
    say('plan.answer.range', {
      low: said.low,
      high: said.high,
      probability: probability(telling, plan.probabilityBetter),
    }),
    '',
    ...terminalTable(columns, [
      ...plan.channels.map(({ channel, current, proposed, binding }) =>
        row(channel, current, proposed, say(`plan.bound.${binding ?? 'none'}`)),
      ),
      row(say('plan.total'), plan.totals.current, plan.totals.proposed, ''),
    ]),
    ...(plan.split === undefined ? [] : splitLines(telling, plan.split)),
    '',
  ]
    .map(printable)
    .join('\n');
};
