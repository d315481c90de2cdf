import type { ChannelSummary } from '../../run-summary.js';
import { curveChart } from '../chart/curve.js';
import { dotWhisker } from '../chart/dot-whisker.js';
import { responsive } from '../chart/svg.js';
import { bullets, figure, paragraph, type Section } from '../elements.js';
import { type Html, html } from '../html.js';
import { sayInterval, type Telling } from '../telling.js';

/** How long the channels work and how much of their possible effect they reach: in words, then drawn. */
export const carryOver = (telling: Telling): Section => {
  const { summary, say } = telling;
  return {
    id: 'carry',
    short: say('nav.carry'),
    title: say('carry.title'),
    body: html`${paragraph(say('carry.intro'))}${bullets(summary.channels.map((channel) => inWords(telling, channel)))}${arrivals(telling)}${halfLives(telling)}${saturations(telling)}`,
  };
};

const inWords = (
  { say, format, grain }: Telling,
  { channel, halfLife, carriedOver, saturation }: ChannelSummary,
): string => {
  const later = format.interval(format.percent, carriedOver);
  const half = format.interval(format.number, halfLife);
  const common = { channel, carried: later.point, low: later.low, high: later.high, later: grain.later };
  const when =
    Number.isFinite(halfLife.mean) && halfLife.mean < 1
      ? say('carry.immediate', { ...common, same: grain.same })
      : say('carry.delayed', {
          ...common,
          halfLife: half.point,
          halfLow: half.low,
          halfHigh: half.high,
          grains: grain.dative,
        });
  const full =
    saturation === null
      ? say('carry.noCeiling')
      : say('carry.saturation', { ...format.interval(format.percent, saturation) });
  return `${when} ${full}`;
};

/** How the effect of one period's media arrives, for runs that tell it. */
const arrivals = (telling: Telling): Html | null => {
  const { summary, say, format, grain } = telling;
  const known = summary.channels.flatMap(({ channel, arrival }, i) =>
    arrival === undefined ? [] : [{ channel, arrival, i }],
  );
  if (known.length === 0) return null;
  const pictures = known.map(({ channel, arrival, i }) => {
    const points = arrival.mean.map((mean, lag) => ({
      x: lag,
      y: { mean, low: arrival.low[lag] ?? Number.NaN, high: arrival.high[lag] ?? Number.NaN },
    }));
    const last = points.length - 1;
    const caption = {
      id: `arrival-${i}`,
      title: say('carry.arrival', { channel }),
      description: say('carry.arrival.description', {
        same: grain.same,
        first: format.percent(points[0]?.y.mean ?? Number.NaN, 0.01),
        last: format.count(last),
        grains: grain.dative,
        end: format.percent(points[last]?.y.mean ?? Number.NaN, 0.01),
      }),
    };
    const drawn = curveChart(caption, points, {
      width: 360,
      height: 190,
      xTick: (lag) => (Number.isInteger(lag) ? format.count(lag) : ''),
      yTick: (share) => format.percent(share, 0.01),
      reference: { kind: 'level', value: 0.5 },
      top: 1,
    });
    return html`<div class="multiple"><h4>${channel}</h4>${drawn}</div>`;
  });
  return html`<h3>${say('carry.arrivals')}</h3>
<figure><div class="multiples">${pictures}</div><figcaption>${say('carry.arrival.caption', { grains: grain.many })}</figcaption></figure>
`;
};

const halfLives = (telling: Telling): Html => {
  const { summary, say, format, grain } = telling;
  const rows = summary.channels.map(({ channel, halfLife }) => ({
    label: channel,
    marks: [{ interval: halfLife, role: 'main' as const }],
  }));
  const description = say('carry.halfLife.description', {
    grains: grain.many,
    rows: summary.channels
      .map(({ channel, halfLife }) => sayInterval(telling, channel, format.number, halfLife))
      .join('; '),
  });
  const picture = responsive((width, form) =>
    dotWhisker({ id: `half-life-${form}`, title: say('carry.halfLife'), description }, rows, {
      width,
      tick: format.tick,
    }),
  );
  return html`<h3>${say('carry.halfLife')}</h3>
${figure(picture, say('carry.halfLife.caption', { grains: grain.dative }))}`;
};

const saturations = (telling: Telling): Html | null => {
  const { summary, say, format } = telling;
  const known = summary.channels.flatMap(({ channel, saturation }) =>
    saturation === null ? [] : [{ channel, saturation }],
  );
  if (known.length === 0) return null;
  const rows = known.map(({ channel, saturation }) => ({
    label: channel,
    marks: [{ interval: saturation, role: 'main' as const }],
  }));
  const description = say('carry.saturation.description', {
    rows: known.map(({ channel, saturation }) => sayInterval(telling, channel, format.percent, saturation)).join('; '),
  });
  const picture = responsive((width, form) =>
    dotWhisker({ id: `saturation-${form}`, title: say('carry.saturation.figure'), description }, rows, {
      width,
      tick: (share) => format.percent(share, 0.01),
      include: [0, 1],
    }),
  );
  return html`<h3>${say('carry.saturation.figure')}</h3>
${figure(picture, say('carry.saturation.caption'))}`;
};
