import type { Interval } from '../../run-summary.js';
import { dotWhisker } from '../chart/dot-whisker.js';
import { responsive } from '../chart/svg.js';
import { figure, paragraph, pointOverRange, type Section, table } from '../elements.js';
import { missing } from '../format.js';
import { type Html, html } from '../html.js';
import { breakEven } from '../verdict.js';
import type { PlanTelling } from './plan-telling.js';
import { probability } from './proposal.js';

/** What the next unit of money brings in each channel, at today's and at the proposed budget. */
export const returns = (telling: PlanTelling): Section => ({
  id: 'returns',
  short: telling.say('plan.nav.returns'),
  title: telling.say('plan.returns.title'),
  body: html`${paragraph(telling.say('plan.returns.intro'))}${picture(telling)}${inFigures(telling)}`,
});

const picture = ({ plan, say, format, valued, returns: measure }: PlanTelling): Html => {
  const rows = plan.channels.map(({ channel, marginal }) => ({
    label: channel,
    marks: [
      { interval: marginal.current, role: 'second' as const },
      { interval: marginal.proposed, role: 'main' as const },
    ],
  }));
  const description = say('plan.returns.description', {
    rows: plan.channels
      .map(
        ({ channel, marginal }) =>
          `${channel}: ${format.interval(measure, marginal.current).point} → ${format.interval(measure, marginal.proposed).point}`,
      )
      .join('; '),
  });
  const drawn = responsive((width, form) =>
    dotWhisker({ id: `marginal-${form}`, title: say('plan.returns.title'), description }, rows, {
      width,
      tick: (value) => format.tick(valued ? value : value * 1000),
      ...(valued ? { reference: { value: breakEven, label: say('channels.breakEven') } } : {}),
    }),
  );
  return figure(drawn, say('plan.returns.caption'));
};

const inFigures = (telling: PlanTelling): Html => {
  const { plan, say, format, valued, returns: measure, thousand } = telling;
  const cell = (interval: Interval): Html => {
    const { point, low, high } = format.interval(measure, interval);
    return pointOverRange(point, say('range', { low, high }));
  };
  const columns = [
    { label: say('column.channel') },
    { label: say('plan.column.current'), numeric: true },
    { label: say('plan.column.proposed'), numeric: true },
    ...(valued ? [{ label: say('plan.column.probability'), numeric: true }] : []),
  ];
  const rows = plan.channels.map(({ channel, marginal, probabilityMarginalAbove1: above }) => [
    channel,
    cell(marginal.current),
    cell(marginal.proposed),
    ...(valued ? [above === null ? missing : probability(telling, above)] : []),
  ]);
  return table(say('plan.returns.table', { thousand }), columns, rows);
};
