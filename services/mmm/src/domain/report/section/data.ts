import { bullets, facts, paragraph, type Section } from '../elements.js';
import { missing } from '../format.js';
import { html, type Part } from '../html.js';
import type { Telling } from '../telling.js';
import { warningOf } from './findings.js';

/** Which data the figures come from, and what was noticed about them. */
export const data = ({ summary, say, format, outcome, grain }: Telling): Section => {
  const { from, to, periods, geos, currency, outcome: measured } = summary.data;
  const spend = summary.channels.reduce((sum, channel) => sum + channel.spend, 0);
  const rows: readonly (readonly [string, Part])[] = [
    [say('data.period'), say('page.period', { from: format.date(from), to: format.date(to) })],
    [say('data.grain'), say('data.grain.value', { count: format.count(periods), grains: grain.many })],
    [say('data.geos'), format.count(geos)],
    [say('data.outcome'), measured.name],
    [say('data.total'), format.fact(outcome, measured.total)],
    [say('data.totalValue'), measured.totalValue === null ? missing : format.fact(format.money, measured.totalValue)],
    [say('data.spend'), format.fact(format.money, spend)],
    [say('data.currency'), currency ?? missing],
    [say('data.hash'), html`<code>${summary.dataHash}</code>`],
  ];
  const noticed =
    summary.warnings.length === 0
      ? paragraph(say('data.noWarnings'))
      : bullets(
          summary.warnings.map(({ code, text }) => {
            const { title, remedy } = warningOf(say, code);
            return html`<strong>${title}</strong> ${remedy} <span class="quiet" lang="en">${text}</span>`;
          }),
        );
  return {
    id: 'data',
    short: say('nav.data'),
    title: say('data.title'),
    body: html`${facts(say('data.caption'), rows)}<h3>${say('data.warnings')}</h3>
${noticed}`,
  };
};
