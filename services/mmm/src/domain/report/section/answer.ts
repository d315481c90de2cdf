import type { ChannelSummary, Interval } from '../../run-summary.js';
import type { Section } from '../elements.js';
import { bullets, paragraph } from '../elements.js';
import type { Measure } from '../format.js';
import { type Html, html } from '../html.js';
import { type Telling, timesMeasure } from '../telling.js';
import { byReturn, type ChannelWithReturn, hasReturn, type Verdict, verdictOf } from '../verdict.js';
import { returnsFigure } from './returns-figure.js';

/** The answer before everything else: what media added, which channels pay, which are unclear. A refused fit gives none. */
export const answer = (telling: Telling): Section => {
  const { summary, say } = telling;
  return {
    id: 'answer',
    short: say('nav.answer'),
    title: say('answer.title'),
    body: summary.status === 'published' ? published(telling) : refused(telling),
  };
};

const refused = ({ summary, say, format }: Telling): Html => {
  const failed = summary.review.filter(({ status }) => status === 'fail').length;
  return html`<p class="headline">${say('answer.refused')}</p>${paragraph(say('answer.refusedWhy', { count: format.count(failed) }))}`;
};

const published = (telling: Telling): Html => html`${added(telling)}
${telling.valued ? verdicts(telling) : costs(telling)}${returnsFigure(telling)}${telling.valued ? nextMoney(telling) : null}`;

const added = ({ summary, say, format, value, valued, returns, hundred, thousand }: Telling): Html => {
  const { contribution, share, roi } = summary.media;
  const amount = format.interval(value, contribution);
  const part = format.interval(format.percent, share);
  const sentences = [say('answer.range', { low: amount.low, high: amount.high })];
  if (roi !== null) {
    const measure = valued ? timesMeasure(format.money, 100) : returns;
    const { point, low, high } = format.interval(measure, roi);
    const values = { hundred, thousand, roi: valued ? point : `${point}\u00a0${summary.data.outcome.unit}`, low, high };
    sentences.push(say(valued ? 'answer.roi' : 'answer.efficiency', values));
  }
  return html`<p class="headline">${say('answer.added', { amount: amount.point, share: part.point, outcome: summary.data.outcome.name })}</p>
<p class="lead">${sentences.join(' ')}</p>`;
};

const item = (
  { say, format }: Telling,
  name: string,
  measure: Measure,
  interval: Interval,
  label: (point: string) => string = (point) => point,
): Html => {
  const { point, low, high } = format.interval(measure, interval);
  return html`<strong>${name}</strong><br><span class="point">${label(point)}</span> <span class="quiet">${say('range', { low, high })}</span>`;
};

const card = (kind: string, title: string, meaning: string, items: readonly Html[], none: string): Html =>
  html`<div class="card ${kind}"><h3>${title}</h3>${items.length > 0 ? bullets(items) : html`<p class="quiet">${none}</p>`}<p class="quiet">${meaning}</p></div>
`;

const verdicts = (telling: Telling): Html => {
  const { summary, say } = telling;
  const channels = byReturn(summary.channels);
  const group = (verdict: Verdict): Html =>
    card(
      verdict,
      say(`verdict.${verdict}`),
      say(`verdict.${verdict}.meaning`),
      channels
        .filter(({ roi }) => verdictOf(roi) === verdict)
        .map(({ channel, roi }) =>
          item(telling, channel, telling.returns, roi, (point) => say('verdict.roi', { point })),
        ),
      say('verdict.none'),
    );
  return html`<div class="cards">${group('pays')}${group('open')}${group('loses')}${withoutSpend(telling)}</div>
${paragraph(say('answer.margin'))}`;
};

const withoutSpend = (telling: Telling): Html | null => {
  const { summary, say } = telling;
  const organic = summary.channels.filter((channel) => !hasReturn(channel));
  if (organic.length === 0) return null;
  const items = organic.map(({ channel, contribution }) => item(telling, channel, telling.value, contribution));
  return card('organic', say('verdict.organic'), say('verdict.organic.meaning'), items, say('verdict.none'));
};

const costs = (telling: Telling): Html => {
  const { summary, say, format } = telling;
  const items = byReturn(summary.channels).flatMap(({ channel, costPerOutcome }) =>
    costPerOutcome === null ? [] : [item(telling, channel, format.money, costPerOutcome)],
  );
  return html`<div class="cards">${card('open', say('verdict.noValue', { unit: summary.data.outcome.unit }), say('verdict.noValue.meaning'), items, say('verdict.none'))}${withoutSpend(telling)}</div>`;
};

/** What is known for certain about a little more or less budget. */
const nextMoney = ({ summary, say, format, thousand }: Telling): Html | null => {
  const named = (verdict: Verdict): string =>
    format.list(summary.channels.filter(({ mroi }) => mroi !== null && verdictOf(mroi) === verdict).map(nameOf));
  const more = named('pays');
  const less = named('loses');
  return html`${more === '' ? null : paragraph(say('answer.more', { channels: more, thousand }))}${less === '' ? null : paragraph(say('answer.less', { channels: less, thousand }))}`;
};

const nameOf = ({ channel }: ChannelSummary | ChannelWithReturn): string => channel;
