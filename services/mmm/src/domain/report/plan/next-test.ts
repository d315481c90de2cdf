import type { PlannedTest } from '../../plan-summary.js';
import { paragraph, type Section, table } from '../elements.js';
import { missing } from '../format.js';
import { type Html, html } from '../html.js';
import type { PlanTelling } from './plan-telling.js';

/** What knowing more would be worth: of everything, and by a test of each channel. */
export const nextTest = (telling: PlanTelling): Section => ({
  id: 'test',
  short: telling.say('plan.nav.test'),
  title: telling.say('plan.test.title'),
  body: inWords(telling),
});

const inWords = ({ plan, say, format, value }: PlanTelling): Html => {
  if (plan.information === null) return paragraph(say('plan.test.none'));
  const { perfect, tests } = plan.information;
  const worth = tests.filter((test) => test.value > 0);
  const amount = (one: number | null): string => (one === null ? missing : format.fact(value, one));
  const design = ({ factor, share }: PlannedTest): string => {
    const part = format.percent(share, 0.01);
    if (factor === 0) return say('plan.test.off', { share: part });
    return say('plan.test.less', { change: format.signed(format.percent)(factor - 1, 0.01), share: part });
  };
  const columns = [
    { label: say('column.channel') },
    { label: say('plan.test.design') },
    { label: say('plan.test.value'), numeric: true },
    { label: say('plan.test.cost'), numeric: true },
    { label: say('plan.test.net'), numeric: true },
  ];
  const rows = worth.map((test) => [
    test.channel,
    design(test),
    amount(test.value),
    amount(test.cost),
    amount(test.net),
  ]);
  return html`${paragraph(say('plan.test.intro'))}${paragraph(say('plan.test.perfect', { amount: amount(perfect) }))}${
    worth.length === 0 ? paragraph(say('plan.test.nothing')) : table(say('plan.test.caption'), columns, rows)
  }`;
};
