import type { CurveSummary } from '../../run-summary.js';
import { type CurvePoint, curveAt, curveChart } from '../chart/curve.js';
import { paragraph, type Section } from '../elements.js';
import { type Html, html } from '../html.js';
import type { Telling } from '../telling.js';
import { breakEven } from '../verdict.js';

const size = { width: 360, height: 230 };

/** Response and marginal curves of every channel with spend, with today's spend marked. */
export const curves = (telling: Telling): Section => {
  const { summary, say } = telling;
  const { currency } = summary.data;
  return {
    id: 'curves',
    short: say('nav.curves'),
    title: say('curves.title'),
    body:
      summary.curves.length === 0
        ? paragraph(say('curves.none'))
        : html`${paragraph([say('curves.intro'), ' ', currency === null ? null : say('curves.amounts', { currency })])}${grid(telling, 'response')}${grid(telling, 'marginal')}`,
  };
};

type Kind = 'response' | 'marginal';

const grid = (telling: Telling, kind: Kind): Html => {
  const { summary, say, valued, thousand } = telling;
  const { unit } = summary.data.outcome;
  const heading =
    valued || kind === 'response' ? say(`curves.${kind}`, { thousand }) : say('column.mroi.units', { unit, thousand });
  return html`<h3>${heading}</h3>
<figure><div class="multiples">${summary.curves.map((curve, i) => one(telling, kind, curve, i))}</div><figcaption>${say(`curves.${kind}.${valued ? 'caption' : 'captionUnits'}`, { unit, thousand })}</figcaption></figure>
`;
};

const one = (telling: Telling, kind: Kind, curve: CurveSummary, position: number): Html => {
  const { summary, say, format, valued, value, returns } = telling;
  const today = summary.channels.find(({ channel }) => channel === curve.channel)?.spend;
  const points: readonly CurvePoint[] = curve.points.map((point) => ({
    x: point.spend,
    y: kind === 'response' ? point.value : point.marginal,
  }));
  const measure = kind === 'response' ? value : returns;
  const now = curveAt(points, today ?? Number.NaN);
  const caption = {
    id: `${kind}-${position}`,
    title: say(`curves.${kind}.name`, { channel: curve.channel }),
    description: say(`curves.${kind}.description`, {
      channel: curve.channel,
      spend: format.fact(format.money, today ?? Number.NaN),
      ...format.interval(measure, now),
    }),
  };
  const drawn = curveChart(caption, points, {
    ...size,
    xTick: format.tick,
    yTick: (tick) => format.tick(kind === 'response' || valued ? tick : tick * 1000),
    ...(today === undefined ? {} : { today: { x: today, label: say('curves.today') } }),
    ...(valued ? { reference: kind === 'response' ? { kind: 'diagonal' } : { kind: 'level', value: breakEven } } : {}),
    // Near no spend at all the next money can bring so much that the rest of the curve would lie on the axis.
    ...(kind === 'marginal' && Number.isFinite(now.high)
      ? { top: 3 * Math.max(now.high, valued ? breakEven : 0) }
      : {}),
  });
  return html`<div class="multiple"><h4>${curve.channel}</h4>${drawn}</div>`;
};
