import type { BindingBound, PlannedChannel } from '../../plan-summary.js';
import { dumbbell } from '../chart/dumbbell.js';
import { responsive } from '../chart/svg.js';
import { bullets, figure, paragraph, pointOverRange, type Section, table } from '../elements.js';
import { type Html, html, type Part } from '../html.js';
import type { PlanTelling } from './plan-telling.js';

/** Today's and proposed budget of every channel, drawn and in figures, and what keeps the plan from going further. */
export const budgets = (telling: PlanTelling): Section => ({
  id: 'budgets',
  short: telling.say('plan.nav.budgets'),
  title: telling.say('plan.budgets.title'),
  body: html`${picture(telling)}${inFigures(telling)}${binding(telling)}${extrapolation(telling)}`,
});

const picture = ({ plan, say, format }: PlanTelling): Html => {
  const rows = plan.channels.map(({ channel, current, proposed, seen }) => ({
    label: channel,
    before: current,
    after: proposed,
    known: seen,
  }));
  const description = say('plan.budgets.description', {
    rows: plan.channels
      .map(
        ({ channel, current, proposed }) =>
          `${channel}: ${format.fact(format.money, current)} → ${format.fact(format.money, proposed)}`,
      )
      .join('; '),
  });
  const drawn = responsive((width, form) =>
    dumbbell({ id: `budgets-${form}`, title: say('plan.budgets.figure'), description }, rows, {
      width,
      tick: format.tick,
    }),
  );
  return figure(drawn, say('plan.budgets.figureCaption'));
};

const inFigures = (telling: PlanTelling): Html => {
  const { plan, say, format, value } = telling;
  const columns = [
    { label: say('column.channel') },
    ...(['current', 'proposed', 'change', 'changeShare'] as const).map((name) => ({
      label: say(`plan.column.${name}`),
      numeric: true,
    })),
    { label: say('plan.column.valueProposed'), numeric: true },
    { label: say('plan.column.bound') },
  ];
  const rows = plan.channels.map((channel): readonly Part[] => {
    const added = format.interval(value, channel.value.proposed);
    return [
      channel.channel,
      ...money(telling, channel),
      pointOverRange(added.point, say('range', { low: added.low, high: added.high })),
      say(`plan.bound.${channel.binding ?? 'none'}`),
    ];
  });
  const all = format.interval(value, plan.value.proposed);
  const total = [
    say('plan.total'),
    ...money(telling, plan.totals),
    pointOverRange(all.point, say('range', { low: all.low, high: all.high })),
    '',
  ];
  const caption = say('plan.budgets.caption', { from: format.date(plan.from), to: format.date(plan.to) });
  return table(caption, columns, [...rows, total]);
};

const money = (
  { say, format }: PlanTelling,
  { current, proposed }: Pick<PlannedChannel, 'current' | 'proposed'>,
): readonly Part[] => {
  const change = proposed - current;
  return [
    format.fact(format.money, current),
    format.fact(format.money, proposed),
    format.fact(format.signed(format.money), change),
    current > 0
      ? format.signed(format.percent)(change / current, 0.01)
      : proposed > 0
        ? say('plan.new')
        : format.percent(0, 0.01),
  ];
};

const binding = ({ plan, say, format, value, thousand }: PlanTelling): Html => {
  const named = (bound: BindingBound): readonly string[] => {
    const names = plan.channels.filter((channel) => channel.binding === bound).map(({ channel }) => channel);
    return names.length === 0 ? [] : [say(`plan.binding.${bound}`, { names: format.list(names) })];
  };
  const groups = plan.groups.flatMap(({ name, proposed, binding: bound }) =>
    bound === null ? [] : [say(`plan.binding.group.${bound}`, { name, amount: format.fact(format.money, proposed) })],
  );
  const { price } = plan.certificate;
  const more = price === null ? [] : [say('plan.binding.price', { thousand, gain: format.fact(value, price * 1000) })];
  const limits = [...named('least'), ...named('most'), ...named('fixed'), ...named('nothing'), ...groups];
  return html`<h3>${say('plan.binding.title')}</h3>
${bullets([...(limits.length + more.length === 0 ? [say('plan.binding.none')] : limits), ...more])}`;
};

/** Channels whose proposed budget leaves what the data has seen. */
export const beyondExperience = (
  channels: readonly PlannedChannel[],
): readonly (PlannedChannel & { readonly seen: NonNullable<PlannedChannel['seen']> })[] =>
  channels.flatMap((channel) => {
    const { seen, proposed } = channel;
    return seen !== null && (proposed < seen.least || proposed > seen.most) ? [{ ...channel, seen }] : [];
  });

const extrapolation = ({ plan, say, format }: PlanTelling): Html | null => {
  const beyond = beyondExperience(plan.channels);
  if (beyond.length === 0) return null;
  const amount = (value: number): string => format.fact(format.money, value);
  return html`<div class="notice"><h3>${say('plan.extrapolation.title')}</h3>
${beyond.map(({ channel, proposed, seen }) =>
  paragraph(
    say('plan.extrapolation', {
      channel,
      proposed: amount(proposed),
      least: amount(seen.least),
      most: amount(seen.most),
    }),
  ),
)}</div>
`;
};
