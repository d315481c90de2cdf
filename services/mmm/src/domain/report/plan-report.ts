import type { PlanSummary } from '../plan-summary.js';
import { bullets, facts, paragraph, type Section } from './elements.js';
import { html } from './html.js';
import type { Language } from './language.js';
import { page } from './page.js';
import { budgets } from './plan/budgets.js';
import { nextTest } from './plan/next-test.js';
import { createPlanTelling, type PlanTelling } from './plan/plan-telling.js';
import { policy } from './plan/policy.js';
import { proof } from './plan/proof.js';
import { proposal } from './plan/proposal.js';
import { returns } from './plan/returns.js';
import { risk } from './plan/risk.js';
import { split } from './plan/split.js';

/** One self-contained HTML file about a proposed budget. The same summary gives the same bytes. */
export const planReport = (plan: PlanSummary, language: Language): string => {
  const telling = createPlanTelling(plan, language);
  const { say, format } = telling;
  return page({
    language,
    kicker: say('plan.kicker'),
    title: plan.name,
    meta: say('plan.meta', { from: format.date(plan.from), to: format.date(plan.to), outcome: plan.outcome.name }),
    contents: say('page.contents'),
    footer: say('page.footer'),
    sections: [
      ...[proposal, budgets].map((section) => section(telling)),
      ...(plan.split === undefined ? [] : [split(telling, plan.split)]),
      ...[risk, returns, proof, nextTest, policy, limits, reproduce].map((section) => section(telling)),
    ],
  });
};

const limits = ({ plan, say }: PlanTelling): Section => ({
  id: 'limits',
  short: say('nav.limits'),
  title: say('plan.limits.title'),
  body: bullets([
    say('plan.limits.curves'),
    say(plan.split === undefined ? 'plan.limits.flighting' : `plan.limits.split.${plan.split.by}`),
    say('plan.limits.rest'),
    say('limits.confounding'),
    say('limits.model'),
  ]),
});

const reproduce = ({ plan, say, format }: PlanTelling): Section => ({
  id: 'reproduce',
  short: say('nav.reproduce'),
  title: say('plan.reproduce.title'),
  body: html`${paragraph(say('reproduce.intro'))}<pre tabindex="0"><code>${plan.command}</code></pre>
${facts(say('reproduce.caption'), [
  [say('plan.reproduce.plan'), html`<code>${plan.planId}</code>`],
  [say('plan.reproduce.fit'), html`<code>${plan.runId}</code>`],
  [say('reproduce.at'), html`<time datetime="${plan.at}">${format.date(plan.at)}</time>`],
  [say('reproduce.seed'), html`<code>${String(plan.seed)}</code>`],
  [say('reproduce.data'), html`<code>${plan.dataHash}</code>`],
  [say('reproduce.versions'), say('reproduce.versions.value', { ...plan.versions })],
])}`,
});
