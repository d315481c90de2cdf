import type { ReviewCheck } from '../../run-summary.js';
import { badge, type Section, table } from '../elements.js';
import { html } from '../html.js';
import type { Telling } from '../telling.js';
import { findingOf } from './findings.js';

const order: Readonly<Record<ReviewCheck['status'], number>> = { fail: 0, review: 1, pass: 2 };
const role = { fail: 'bad', review: 'open', pass: 'good' } as const;

/** Every check with its result, what it means and, unless it passed, what to do; failures first. */
export const checks = ({ summary, say, format }: Telling): Section => {
  const columns = [
    { label: say('column.check') },
    { label: say('column.result') },
    { label: say('column.value'), numeric: true },
    { label: say('column.threshold'), numeric: true },
    { label: say('column.meaning') },
  ];
  const rows = [...summary.review]
    .sort((a, b) => order[a.status] - order[b.status])
    .map((check) => {
      const { title, meaning, remedy } = findingOf(say, check);
      return [
        title,
        badge(role[check.status], say(`checks.${check.status}`)),
        format.digits(check.value, 4),
        format.digits(check.threshold, 4),
        check.status === 'pass' ? meaning : html`${meaning} <em>${say('column.remedy')}: ${remedy}</em>`,
      ];
    });
  return {
    id: 'checks',
    short: say('nav.checks'),
    title: say('checks.title'),
    body: table(say('checks.caption'), columns, rows),
  };
};
