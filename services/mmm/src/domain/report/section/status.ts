import type { ReviewCheck } from '../../run-summary.js';
import { badge, bullets, paragraph, type Section } from '../elements.js';
import { type Html, html } from '../html.js';
import type { Telling } from '../telling.js';
import { worthTesting } from '../verdict.js';
import { findingOf } from './findings.js';

/** Published or refused, why, and what to do next. */
export const status = (telling: Telling): Section => {
  const { summary, say, format } = telling;
  const having = (wanted: ReviewCheck['status']) => summary.review.filter(({ status }) => status === wanted);
  const [failed, review] = [having('fail'), having('review')];
  const count = format.count(summary.review.length);
  const published = summary.status === 'published';
  return {
    id: 'status',
    short: say('nav.status'),
    title: say('status.title'),
    body: html`<p>${badge(published ? 'good' : 'bad', say(`status.${summary.status}`))} ${
      published
        ? review.length === 0
          ? say('status.publishedClean', { count })
          : say('status.publishedReview', { count, review: format.count(review.length) })
        : say('status.refusedBody', { count, failed: format.count(failed.length) })
    }</p>
${reasons(telling, say('status.reasons'), failed)}${reasons(telling, say('status.review'), review)}<h3>${say('status.next')}</h3>
${bullets(published ? afterPublication(telling) : [say('status.next.fix'), say('status.next.keep')])}`,
  };
};

const reasons = ({ say }: Telling, title: string, checks: readonly ReviewCheck[]): Html | null =>
  checks.length === 0
    ? null
    : html`<h3>${title}</h3>
${checks.map((check) => {
  const { title: name, meaning, remedy } = findingOf(say, check);
  return paragraph(html`<strong>${name}.</strong> ${meaning} <em>${say('column.remedy')}: ${remedy}</em>`);
})}`;

const afterPublication = ({ summary, say, format, valued }: Telling): readonly string[] => {
  const open = valued ? worthTesting(summary.channels, 2).map(({ channel }) => channel) : [];
  return [
    ...(open.length === 0 ? [] : [say('status.next.test', { channels: format.list(open) })]),
    say('status.next.plan'),
    say('status.next.refit'),
  ];
};
