import { badge, bullets, paragraph, type Section } from '../elements.js';
import { type Html, html } from '../html.js';
import type { PlanTelling } from './plan-telling.js';
import { state } from './proposal.js';

/** What the budget policy says of the plan, and where its approval stands. */
export const policy = (telling: PlanTelling): Section => ({
  id: 'policy',
  short: telling.say('plan.nav.policy'),
  title: telling.say('plan.policy.title'),
  body: html`${verdict(telling)}<p>${state(telling)}</p>`,
});

const verdict = ({ plan, say, format, language }: PlanTelling): Html => {
  if (plan.policy === null) return paragraph(say('plan.policy.none'));
  const { name, version, verdict: held } = plan.policy;
  const findings = held.findings.map(({ severity, text }) => {
    const broken = severity === 'violation';
    return html`${badge(broken ? 'bad' : 'open', say(broken ? 'plan.policy.violation' : 'plan.policy.reason'))} ${text[language]}`;
  });
  return html`${paragraph(say(`plan.policy.${held.verdict}`, { name, version: format.count(version) }))}${findings.length === 0 ? null : bullets(findings)}`;
};
