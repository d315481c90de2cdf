import { dotWhisker, type WhiskerRow } from '../chart/dot-whisker.js';
import { responsive } from '../chart/svg.js';
import { bullets, figure, paragraph, type Section, table } from '../elements.js';
import { type Html, html } from '../html.js';
import type { PlanTelling } from './plan-telling.js';

/** What may go wrong: the whole range of the difference, its bad end, and what a better-informed plan would bring. */
export const risk = (telling: PlanTelling): Section => {
  const { plan, say, format, value } = telling;
  const { current, proposed, lift } = plan.value;
  const inWords = (interval: typeof lift): string => {
    const { point, low, high } = format.interval(value, interval);
    return `${point} (${say('range', { low, high })})`;
  };
  const description = say('plan.risk.description', {
    current: inWords(current),
    proposed: inWords(proposed),
    lift: inWords(lift),
  });
  const draw = (id: string, rows: readonly WhiskerRow[], zero: boolean) =>
    responsive((width, form) =>
      dotWhisker({ id: `${id}-${form}`, title: say('plan.risk.figure'), description }, rows, {
        width,
        tick: format.tick,
        ...(zero ? { reference: { value: 0, label: say('plan.risk.asToday') } } : {}),
      }),
    );
  const role = lift.low > 0 ? 'good' : lift.high < 0 ? 'bad' : 'open';
  const difference = draw('lift', [{ label: say('plan.risk.lift'), marks: [{ interval: lift, role }] }], true);
  const both = draw(
    'values',
    [
      { label: say('plan.risk.today'), marks: [{ interval: current, role: 'second' }] },
      { label: say('plan.risk.proposed'), marks: [{ interval: proposed, role: 'main' }] },
    ],
    false,
  );
  return {
    id: 'risk',
    short: say('plan.nav.risk'),
    title: say('plan.risk.title'),
    body: html`${bullets(sentences(telling))}${figure(difference, say('plan.risk.liftCaption'))}${figure(both, say('plan.risk.caption'))}${views(telling)}${warnings(telling)}`,
  };
};

const sentences = ({ plan, say, format, value }: PlanTelling): readonly string[] => {
  const { share, cvar, expectedRegret } = plan.risk;
  const better = Math.round(plan.probabilityBetter * 100);
  const worst = { share: format.percent(share, 0.01), amount: format.fact(value, Math.abs(cvar)) };
  return [
    say('plan.risk.better', { better: format.count(better), worse: format.count(100 - better) }),
    say(cvar < 0 ? 'plan.risk.cvarLoss' : 'plan.risk.cvarGain', worst),
    say('plan.risk.regret', { amount: format.fact(value, expectedRegret) }),
  ];
};

/** What each plan gives away if one of several sources is right. */
const views = ({ plan, say, format, value }: PlanTelling): Html | null => {
  if (plan.compromise === null) return null;
  const { views: regrets, leastPossible } = plan.compromise;
  const amount = (one: number): string => format.fact(value, Math.max(0, one));
  const columns = [
    { label: say('plan.views.source') },
    { label: say('plan.views.plan'), numeric: true },
    { label: say('plan.views.compromise'), numeric: true },
  ];
  const rows = regrets.map(({ view, regretOfPlan, regretOfCompromise }) => [
    isSource(view) ? say(`plan.views.${view}`) : view,
    amount(regretOfPlan),
    amount(regretOfCompromise),
  ]);
  return html`<h3>${say('plan.views.title')}</h3>
${paragraph(say('plan.views.intro', { least: amount(leastPossible) }))}${table(say('plan.views.caption'), columns, rows)}`;
};

const sources = ['model', 'experiments', 'attribution'] as const;
const isSource = (view: string): view is (typeof sources)[number] => sources.some((source) => source === view);

/** What the report tells in figures elsewhere. */
const toldElsewhere = new Set<string>(['above-observed', 'below-observed']);

const warnings = ({ plan, say, language }: PlanTelling): Html | null => {
  const others = plan.warnings.filter(({ code }) => !toldElsewhere.has(code));
  if (others.length === 0) return null;
  return html`<h3>${say('plan.warnings.title')}</h3>
${bullets(others.map(({ text }) => text[language]))}`;
};
