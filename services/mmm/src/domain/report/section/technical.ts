import { stringify } from 'yaml';
import type { ParameterSummary } from '../../run-summary.js';
import { facts, paragraph, type Section, table } from '../elements.js';
import { type Html, html } from '../html.js';
import type { Telling } from '../telling.js';

/** More parameters than this are of no use on a page. */
const mostParameters = 40;

/** Diagnostics, parameters and the specification, folded away from those who need none of it. */
export const technical = (telling: Telling): Section => {
  const { summary, say } = telling;
  return {
    id: 'technical',
    short: say('nav.technical'),
    title: say('technical.title'),
    body: html`${diagnostics(telling)}<details><summary>${say('technical.parameters')}</summary>
${parameters(telling)}</details>
<details><summary>${say('technical.spec')}</summary>
<pre tabindex="0">${stringify(summary.spec ?? {})}</pre></details>
`,
  };
};

const diagnostics = ({ summary, say, format }: Telling): Html => {
  const d = summary.diagnostics;
  const at = ({ parameter, value }: { parameter: string; value: number }): string =>
    say('diagnostics.at', { value: format.digits(value, 5), parameter });
  return facts(say('technical.diagnostics'), [
    [
      say('diagnostics.chains'),
      say('diagnostics.chains.value', {
        chains: format.count(d.chains),
        draws: format.count(d.draws),
        warmup: format.count(d.warmup),
      }),
    ],
    [say('diagnostics.divergences'), format.count(d.divergences)],
    [say('diagnostics.treeDepth'), format.count(d.maxTreeDepthHits)],
    [say('diagnostics.rhat'), at(d.worstRhat)],
    [say('diagnostics.essBulk'), at(d.leastEssBulk)],
    [say('diagnostics.essTail'), at(d.leastEssTail)],
    [say('diagnostics.ebfmi'), d.ebfmi.map((value) => format.digits(value, 3)).join(' · ')],
    [say('diagnostics.gradients'), format.count(d.gradients)],
    [say('diagnostics.seconds'), say('diagnostics.seconds.value', { seconds: format.digits(d.seconds, 3) })],
  ]);
};

const worst = (a: ParameterSummary, b: ParameterSummary): number =>
  (Number.isFinite(b.rhat) ? b.rhat : Number.MAX_VALUE) - (Number.isFinite(a.rhat) ? a.rhat : Number.MAX_VALUE);

const parameters = ({ summary, say, format }: Telling): Html => {
  const all = summary.parameters;
  const shown = all.length > mostParameters ? [...all].sort(worst).slice(0, mostParameters) : all;
  const figures = ['mean', 'sd', 'q05', 'q50', 'q95'] as const;
  const columns = [
    { label: say('column.parameter') },
    { label: say('column.mean'), numeric: true },
    { label: say('column.sd'), numeric: true },
    ...['5 %', '50 %', '95 %', 'R-hat', 'ESS bulk', 'ESS tail', 'MCSE'].map((label) => ({ label, numeric: true })),
  ];
  const rows = shown.map((p) => [
    p.name,
    ...figures.map((name) => format.digits(p[name], 4)),
    format.digits(p.rhat, 5),
    format.count(p.essBulk),
    format.count(p.essTail),
    format.digits(p.mcse, 2),
  ]);
  const note =
    shown === all
      ? null
      : paragraph(
          say('technical.parameters.more', { shown: format.count(shown.length), count: format.count(all.length) }),
        );
  return html`${note}${table(say('technical.parameters'), columns, rows)}`;
};
