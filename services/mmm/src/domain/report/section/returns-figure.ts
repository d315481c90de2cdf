import { dotWhisker } from '../chart/dot-whisker.js';
import { responsive } from '../chart/svg.js';
import { figure } from '../elements.js';
import { type Html, nothing } from '../html.js';
import { sayInterval, type Telling } from '../telling.js';
import { breakEven, byReturn, roleOf, verdictOf } from '../verdict.js';

/** Returns of all channels with spend, the best first: on all money, and on the next. */
export const returnsFigure = (telling: Telling): Html => {
  const { summary, say, valued, returns, thousand } = telling;
  const channels = byReturn(summary.channels);
  if (channels.length === 0) return nothing;
  const rows = channels.map(({ channel, roi, mroi }) => ({
    label: channel,
    marks: [
      { interval: roi, role: valued ? roleOf[verdictOf(roi)] : ('main' as const) },
      ...(mroi === null ? [] : [{ interval: mroi, role: 'second' as const }]),
    ],
  }));
  const description = say('channels.figure.description', {
    thousand,
    rows: channels.map(({ channel, roi }) => sayInterval(telling, channel, returns, roi)).join('; '),
  });
  const picture = responsive((width, form) =>
    dotWhisker({ id: `returns-${form}`, title: say('channels.figure'), description }, rows, {
      width,
      tick: (value) => telling.format.digits(valued ? value : value * 1000, 3),
      ...(valued ? { reference: { value: breakEven, label: say('channels.breakEven') } } : {}),
    }),
  );
  return figure(picture, say('channels.figure.caption', { thousand }));
};
