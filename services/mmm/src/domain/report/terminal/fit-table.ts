import type { RunSummary } from '../../run-summary.js';
import { extentOf } from '../chart/scale.js';
import { missing } from '../format.js';
import type { Language } from '../language.js';
import { findingOf } from '../section/findings.js';
import { createTelling, type Telling } from '../telling.js';
import { breakEven, byReturn, hasReturn } from '../verdict.js';
import { printable, terminalTable } from './layout.js';
import { whiskerLine } from './whisker-line.js';

const barWidth = 32;

/**
 * A fit for the terminal: the answer, a table of the channels with their intervals in figures and as bars, and what the checks say.
 * A refused fit shows its reasons and no result. Plain text without colours; lines end with a line feed.
 */
export const renderFitTable = (summary: RunSummary, language: Language = 'en'): string => {
  const telling = createTelling(summary, language);
  const { say } = telling;
  const state = say(`status.${summary.status}`);
  const body = summary.status === 'published' ? published(telling) : [say('answer.refused')];
  return [`${summary.name} · ${state}`, ...body, ...found(telling), ''].map(printable).join('\n');
};

const published = (telling: Telling): readonly string[] => {
  const { summary, say, format, value, valued } = telling;
  const { contribution, share } = summary.media;
  const amount = format.interval(value, contribution);
  return [
    say('answer.added', {
      amount: amount.point,
      share: format.interval(format.percent, share).point,
      outcome: summary.data.outcome.name,
    }),
    say('answer.range', { low: amount.low, high: amount.high }),
    '',
    ...channelLines(telling),
    say(valued ? 'terminal.legend' : 'terminal.legendUnits'),
  ];
};

const channelLines = (telling: Telling): readonly string[] => {
  const { summary, say, format, value, valued, returns, thousand } = telling;
  const reference = valued ? breakEven : undefined;
  const ordered = [...byReturn(summary.channels), ...summary.channels.filter((channel) => !hasReturn(channel))];
  const shown = ordered.flatMap(({ roi }) => (roi === null ? [] : [roi.low, roi.high]));
  const domain = extentOf([0, ...(reference === undefined ? [] : [reference]), ...shown]);
  const inWords = (measure: typeof value, interval: Parameters<typeof format.interval>[1] | null): string => {
    if (interval === null) return missing;
    const { point, low, high } = format.interval(measure, interval);
    return `${point} (${say('range', { low, high })})`;
  };
  const columns = [
    { label: say('column.channel'), align: 'left' },
    { label: say('column.spend'), align: 'right' },
    { label: say('column.added'), align: 'right' },
    {
      label: valued ? say('column.roi') : say('column.roi.units', { unit: summary.data.outcome.unit, thousand }),
      align: 'right',
    },
    { label: '', align: 'left' },
  ] as const;
  const rows = ordered.map(({ channel, spend, contribution, roi }) => [
    channel,
    roi === null ? missing : format.fact(format.money, spend),
    inWords(value, contribution),
    inWords(returns, roi),
    roi === null ? '' : whiskerLine(roi, domain, barWidth, reference),
  ]);
  return terminalTable(columns, rows);
};

/** Checks that did not pass, with what to do. */
const found = ({ summary, say, format }: Telling): readonly string[] => {
  const notPassed = summary.review.filter(({ status }) => status !== 'pass');
  if (notPassed.length === 0) return [];
  const lines = notPassed.map((check) => {
    const { title, remedy } = findingOf(say, check);
    const figures = `${format.digits(check.value, 4)} / ${format.digits(check.threshold, 4)}`;
    return `${check.status === 'fail' ? '✗' : '!'} ${title} – ${say(`checks.${check.status}`)} (${figures}). ${remedy}`;
  });
  return ['', ...lines];
};
