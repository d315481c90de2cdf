import type { Interval, RunSummary } from '../../run-summary.js';
import { monthTicks } from '../chart/calendar.js';
import { stackedArea } from '../chart/stacked-area.js';
import { responsive } from '../chart/svg.js';
import { timeBand } from '../chart/time-band.js';
import { figure, pointOverRange, type Section, table } from '../elements.js';
import { type Html, html } from '../html.js';
import type { Telling } from '../telling.js';
import { isTextKey } from '../text/texts.js';

/** Colours that the style sheet has for parts; the last one is for what is put together. */
export const partColours = 9;

type Component = RunSummary['decomposition']['components'][number];

export interface Part {
  readonly name: string;
  readonly colour: number;
  readonly mean: readonly number[];
}

const size = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + (Number.isFinite(value) ? Math.abs(value) : 0), 0);

/** Parts with a colour each: the largest keep their own, in the order of the summary; the rest is one part. */
export const partsToDraw = (components: readonly Component[], others: string): readonly Part[] => {
  if (components.length <= partColours) return components.map(({ name, mean }, colour) => ({ name, colour, mean }));
  const ranks = components
    .map((_, i) => i)
    .sort((a, b) => size(components[b]?.mean ?? []) - size(components[a]?.mean ?? []) || a - b);
  const own = new Set(ranks.slice(0, partColours - 1));
  const rest = components.filter((_, i) => !own.has(i));
  const length = Math.max(...components.map(({ mean }) => mean.length));
  const mean = Array.from({ length }, (_, t) => rest.reduce((sum, component) => sum + (component.mean[t] ?? 0), 0));
  return [
    ...components
      .filter((_, i) => own.has(i))
      .map((component, colour) => ({ name: component.name, colour, mean: component.mean })),
    { name: others, colour: partColours - 1, mean },
  ];
};

/** What the outcome is the sum of, over time and in total, and how the sum compares with what was measured. */
export const decomposition = (telling: Telling): Section => ({
  id: 'time',
  short: telling.say('nav.time'),
  title: telling.say('time.title'),
  body: html`${overTime(telling)}${totals(telling)}${fitOverTime(telling)}`,
});

const overTime = (telling: Telling): Html => {
  const { summary, say, format, grain } = telling;
  const { components, dates } = summary.decomposition;
  const parts = partsToDraw(components, say('time.others'));
  const largest = [...components].sort((a, b) => Math.abs(b.total.mean) - Math.abs(a.total.mean))[0];
  const description = say('time.figure.description', {
    outcome: summary.data.outcome.name,
    grain: grain.one,
    from: format.date(dates[0] ?? ''),
    to: format.date(dates.at(-1) ?? ''),
    largest: largest === undefined ? say('none') : largest.name,
  });
  const picture = responsive((width, form) =>
    stackedArea(
      { id: `parts-${form}`, title: say('time.figure'), description },
      parts.map(({ colour, mean }) => ({ colour, values: mean })),
      timeOptions(telling, width),
    ),
  );
  const legend = html`<ul class="legend">${parts.map(({ name, colour }) => html`<li><span class="swatch c${colour}"></span>${name}</li>`)}</ul>`;
  return figure(html`${picture}${legend}`, say('time.figure.caption', { grain: grain.one }));
};

const timeOptions = ({ summary, format }: Telling, width: number) => ({
  width,
  height: width < 500 ? 260 : 340,
  dates: monthTicks(summary.decomposition.dates, width < 500 ? 4 : 8, format.month),
  yTick: format.tick,
});

const totals = ({ summary, say, format, outcome }: Telling): Html => {
  const all = summary.data.outcome.total;
  const share = ({ mean, low, high }: Interval): Interval => ({ mean: mean / all, low: low / all, high: high / all });
  const columns = [
    { label: say('column.part') },
    { label: say('column.kind') },
    { label: say('column.total'), numeric: true },
    { label: say('column.share'), numeric: true },
  ];
  const rows = summary.decomposition.components.map(({ name, kind, total }) => {
    const sum = format.interval(outcome, total);
    const part = format.interval(format.percent, share(total));
    const key = `kind.${kind}`;
    return [
      name,
      isTextKey(key) ? say(key) : kind,
      pointOverRange(sum.point, say('range', { low: sum.low, high: sum.high })),
      pointOverRange(part.point, say('range', { low: part.low, high: part.high })),
    ];
  });
  return table(say('time.table'), columns, rows);
};

const fitOverTime = (telling: Telling): Html => {
  const { summary, say, format, grain } = telling;
  const { observed, expected } = summary.decomposition;
  const national = summary.fit.find(({ level }) => level === 'national') ?? summary.fit[0];
  const description = say('time.fit.description', {
    outcome: summary.data.outcome.name,
    grain: grain.one,
    mape: format.percent(national?.mape ?? Number.NaN, 0.001),
  });
  const picture = responsive((width, form) =>
    timeBand(
      { id: `fit-${form}`, title: say('time.fit'), description },
      observed,
      expected,
      timeOptions(telling, width),
    ),
  );
  return html`<h3>${say('time.fit')}</h3>
${figure(picture, say('time.fit.caption', { grains: grain.many }))}`;
};
