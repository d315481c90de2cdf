import type { CalibrationSummary, Interval } from '../../run-summary.js';
import { dotWhisker } from '../chart/dot-whisker.js';
import { responsive } from '../chart/svg.js';
import { badge, figure, paragraph, pointOverRange, type Section, table } from '../elements.js';
import { type Html, html } from '../html.js';
import { sayInterval, type Telling } from '../telling.js';

/** Half the width of a 90 % interval of a normal distribution, in standard errors. */
const ninetyPercent = 1.6448536269514722;

const measured = ({ lift, standardError }: CalibrationSummary): Interval => ({
  mean: lift,
  low: lift - ninetyPercent * standardError,
  high: lift + ninetyPercent * standardError,
});

/** Whether the two intervals have a value in common. */
export const agree = (a: Interval, b: Interval): boolean => a.low <= b.high && b.low <= a.high;

/** What experiments measured beside what the model says of the same regions and periods. */
export const calibration = (telling: Telling): Section => {
  const { summary, say, grain } = telling;
  return {
    id: 'calibration',
    short: say('nav.calibration'),
    title: say('calibration.title'),
    body:
      summary.calibration.length === 0
        ? paragraph(say('calibration.none'))
        : html`${paragraph(say('calibration.intro', { grains: grain.many }))}${picture(telling)}${inNumbers(telling)}`,
  };
};

const picture = (telling: Telling): Html => {
  const { summary, say, format, outcome, grain } = telling;
  const rows = summary.calibration.map((test) => ({
    label: test.experiment,
    marks: [
      { interval: measured(test), role: 'second' as const },
      { interval: test.modelled, role: 'main' as const },
    ],
  }));
  const description = say('calibration.description', {
    grains: grain.many,
    rows: summary.calibration.map((test) => sayInterval(telling, test.experiment, outcome, test.modelled)).join('; '),
  });
  const drawn = responsive((width, form) =>
    dotWhisker({ id: `calibration-${form}`, title: say('calibration.figure'), description }, rows, {
      width,
      tick: format.tick,
    }),
  );
  return figure(drawn, say('calibration.caption'));
};

const inNumbers = ({ summary, say, format, outcome }: Telling): Html => {
  const cell = (interval: Interval): Html => {
    const { point, low, high } = format.interval(outcome, interval);
    return pointOverRange(point, say('range', { low, high }));
  };
  const columns = [
    { label: say('column.experiment') },
    { label: say('column.channel') },
    { label: say('column.measured'), numeric: true },
    { label: say('column.modelled'), numeric: true },
    { label: say('column.weight'), numeric: true },
    { label: say('column.agreement') },
  ];
  const rows = summary.calibration.map((test) => [
    test.experiment,
    test.channel,
    cell(measured(test)),
    cell(test.modelled),
    format.percent(test.weight, 0.01),
    agree(measured(test), test.modelled)
      ? badge('good', say('calibration.agrees'))
      : badge('bad', say('calibration.differs')),
  ]);
  return table(say('calibration.table'), columns, rows);
};
