import { facts, paragraph, type Section } from '../elements.js';
import { html } from '../html.js';
import type { Telling } from '../telling.js';

/** The command that gives the same figures again, and what identifies the run. */
export const reproduce = ({ summary, say, format }: Telling): Section => ({
  id: 'reproduce',
  short: say('nav.reproduce'),
  title: say('reproduce.title'),
  body: html`${paragraph(say('reproduce.intro'))}<pre tabindex="0"><code>${summary.command}</code></pre>
${facts(say('reproduce.caption'), [
  [say('reproduce.run'), html`<code>${summary.runId}</code>`],
  [say('reproduce.at'), html`<time datetime="${summary.at}">${format.date(summary.at)}</time>`],
  [say('reproduce.seed'), html`<code>${String(summary.seed)}</code>`],
  [say('reproduce.data'), html`<code>${summary.dataHash}</code>`],
  [say('reproduce.versions'), say('reproduce.versions.value', { ...summary.versions })],
])}`,
});
