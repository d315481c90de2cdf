import { paragraph, type Section, table } from '../elements.js';
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
  const worth = [...tests].filter((test) => test.value > 0).sort((a, b) => b.value - a.value);
  const amount = (one: number): string => format.fact(value, one);
  const columns = [{ label: say('column.channel') }, { label: say('plan.test.value'), numeric: true }];
  return html`${paragraph(say('plan.test.intro'))}${paragraph(say('plan.test.perfect', { amount: amount(perfect) }))}${
    worth.length === 0
      ? paragraph(say('plan.test.nothing'))
      : table(
          say('plan.test.caption'),
          columns,
          worth.map((test) => [test.channel, amount(test.value)]),
        )
  }`;
};
