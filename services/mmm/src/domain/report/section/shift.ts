import type { ChannelSummary } from '../../run-summary.js';
import { dotWhisker } from '../chart/dot-whisker.js';
import { responsive } from '../chart/svg.js';
import { badge, figure, paragraph, type Section, table } from '../elements.js';
import { resolutionOf } from '../format.js';
import { type Html, html } from '../html.js';
import type { Telling } from '../telling.js';

type Shift = NonNullable<ChannelSummary['shift']>;

/** Share of the prior's standard deviation that the data took away, 0..1; 0 where the data widened it. */
export const learned = ({ priorSd, posteriorSd }: Shift): number =>
  priorSd > 0 ? Math.max(0, 1 - posteriorSd / priorSd) : 0;

const aroundMean = (mean: number, sd: number) => ({ mean, low: mean - sd, high: mean + sd });

/** How far the data moved each channel's return from what was assumed before them. */
export const shift = (telling: Telling): Section => {
  const { summary, say } = telling;
  const known = summary.channels.flatMap(({ channel, shift: moved }) => (moved === null ? [] : [{ channel, moved }]));
  return {
    id: 'shift',
    short: say('nav.shift'),
    title: say('shift.title'),
    body:
      known.length === 0
        ? paragraph(say('shift.none'))
        : html`${paragraph(say('shift.intro'))}${picture(telling, known)}${inNumbers(telling, known)}`,
  };
};

type Known = readonly { readonly channel: string; readonly moved: Shift }[];

const said = ({ say, returns }: Telling, mean: number, sd: number): string => {
  const resolution = resolutionOf(aroundMean(mean, sd));
  return say('shift.plusMinus', { mean: returns(mean, resolution), sd: returns(sd, resolution) });
};

const picture = (telling: Telling, known: Known): Html => {
  const { say, format, valued } = telling;
  const rows = known.map(({ channel, moved }) => ({
    label: channel,
    marks: [
      { interval: aroundMean(moved.priorMean, moved.priorSd), role: 'second' as const },
      { interval: aroundMean(moved.posteriorMean, moved.posteriorSd), role: 'main' as const },
    ],
  }));
  const description = say('shift.description', {
    rows: known
      .map(
        ({ channel, moved }) =>
          `${channel}: ${said(telling, moved.priorMean, moved.priorSd)} → ${said(telling, moved.posteriorMean, moved.posteriorSd)}`,
      )
      .join('; '),
  });
  const drawn = responsive((width, form) =>
    dotWhisker({ id: `shift-${form}`, title: say('shift.figure'), description }, rows, {
      width,
      tick: (value) => format.tick(valued ? value : value * 1000),
    }),
  );
  return figure(drawn, say('shift.caption'));
};

const inNumbers = (telling: Telling, known: Known): Html => {
  const { say, format } = telling;
  const columns = [
    { label: say('column.channel') },
    { label: say('column.before'), numeric: true },
    { label: say('column.after'), numeric: true },
    { label: say('column.learned'), numeric: true },
    { label: say('column.meaning') },
  ];
  const rows = known.map(({ channel, moved }) => {
    const gone = learned(moved);
    return [
      channel,
      said(telling, moved.priorMean, moved.priorSd),
      said(telling, moved.posteriorMean, moved.posteriorSd),
      format.percent(gone, 0.01),
      gone >= 0.6
        ? badge('good', say('shift.much'))
        : gone >= 0.25
          ? badge('open', say('shift.some'))
          : badge('bad', say('shift.little')),
    ];
  });
  return table(say('shift.table'), columns, rows);
};
