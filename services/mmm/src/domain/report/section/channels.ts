import type { ChannelSummary, Interval } from '../../run-summary.js';
import { cellWhisker } from '../chart/cell-whisker.js';
import type { MarkRole } from '../chart/dot-whisker.js';
import { extentOf } from '../chart/scale.js';
import { badge, type Column, pointOverRange, type Section, table } from '../elements.js';
import { type Measure, missing } from '../format.js';
import type { Part } from '../html.js';
import type { Telling } from '../telling.js';
import { breakEven, hasReturn, roleOf, verdictOf } from '../verdict.js';

type Shown = Pick<ChannelSummary, 'spend' | 'contribution' | 'share' | 'roi' | 'mroi' | 'costPerOutcome'>;

/** A column of intervals: what it says of a channel, and how. */
interface Figures {
  readonly name: string;
  readonly label: string;
  readonly measure: Measure;
  readonly of: (channel: Shown) => Interval | null;
  readonly reference?: number;
}

/** The table of channels: every figure with its interval in words and drawn. */
export const channels = (telling: Telling): Section => {
  const { summary, say, format, valued } = telling;
  const columns = figuresOf(telling);
  const domains = columns.map(({ of, reference }) => {
    const shown = summary.channels.flatMap((channel) => of(channel) ?? []);
    const [low, high] = extentOf([
      0,
      ...(reference === undefined ? [] : [reference]),
      ...shown.flatMap((x) => [x.low, x.high]),
    ]);
    return [low, high] as const;
  });
  const cells = (channel: Shown, name: string, row: string): readonly Part[] =>
    columns.map(({ name: column, label, measure, of, reference }, i) => {
      const interval = of(channel);
      if (interval === null) return missing;
      const { point, low, high } = format.interval(measure, interval);
      const caption = {
        id: `cell-${column}-${row}`,
        title: say('cell.whisker', { column: label, channel: name }),
        description: say('cell.description', { point, low, high }),
      };
      const drawn =
        row === 'all'
          ? undefined
          : cellWhisker(caption, interval, markOf(column, interval, valued), domains[i] ?? [0, 1], reference);
      return pointOverRange(point, say('range', { low, high }), drawn);
    });
  const rows = summary.channels.map((channel, i): readonly Part[] => [
    channel.channel,
    channel.roi === null ? missing : format.fact(format.money, channel.spend),
    ...cells(channel, channel.channel, String(i)),
    ...(valued ? [verdictCell(telling, channel)] : []),
  ]);
  const spend = summary.channels.reduce((sum, channel) => sum + channel.spend, 0);
  const total = { ...summary.media, spend, mroi: null, costPerOutcome: null };
  const all = [
    say('column.all'),
    format.fact(format.money, spend),
    ...cells(total, say('column.all'), 'all'),
    ...(valued ? [''] : []),
  ];
  return {
    id: 'channels',
    short: say('nav.channels'),
    title: say('channels.title'),
    body: table(say('channels.caption'), headsOf(telling, columns), [...rows, all]),
  };
};

const figuresOf = ({ summary, say, format, valued, value, returns, thousand }: Telling): readonly Figures[] => {
  const { unit } = summary.data.outcome;
  const reference = valued ? { reference: breakEven } : {};
  return [
    { name: 'added', label: say('column.added'), measure: value, of: ({ contribution }) => contribution },
    { name: 'share', label: say('column.share'), measure: format.percent, of: ({ share }) => share },
    {
      name: 'roi',
      label: valued ? say('column.roi') : say('column.roi.units', { unit, thousand }),
      measure: returns,
      of: ({ roi }) => roi,
      ...reference,
    },
    {
      name: 'mroi',
      label: valued ? say('column.mroi', { thousand }) : say('column.mroi.units', { unit, thousand }),
      measure: returns,
      of: ({ mroi }) => mroi,
      ...reference,
    },
    ...(unit === summary.data.currency
      ? []
      : [
          {
            name: 'cost',
            label: say('column.cost', { unit }),
            measure: format.money,
            of: ({ costPerOutcome }: Shown) => costPerOutcome,
          },
        ]),
  ];
};

const headsOf = ({ say, valued }: Telling, columns: readonly Figures[]): readonly Column[] => [
  { label: say('column.channel') },
  { label: say('column.spend'), numeric: true },
  ...columns.map(({ label }) => ({ label, numeric: true })),
  ...(valued ? [{ label: say('column.verdict') }] : []),
];

const markOf = (column: string, interval: Interval, valued: boolean): MarkRole =>
  valued && (column === 'roi' || column === 'mroi') ? roleOf[verdictOf(interval)] : 'main';

const verdictCell = ({ say }: Telling, channel: ChannelSummary): Part => {
  if (!hasReturn(channel)) return badge('plain', say('verdict.organic'));
  const verdict = verdictOf(channel.roi);
  return badge(verdict === 'pays' ? 'good' : verdict === 'loses' ? 'bad' : 'open', say(`verdict.${verdict}`));
};
