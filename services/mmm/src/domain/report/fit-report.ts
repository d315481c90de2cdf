import type { RunSummary } from '../run-summary.js';
import type { Section } from './elements.js';
import type { Language } from './language.js';
import { page } from './page.js';
import { answer } from './section/answer.js';
import { calibration } from './section/calibration.js';
import { carryOver } from './section/carry-over.js';
import { channels } from './section/channels.js';
import { checks } from './section/checks.js';
import { curves } from './section/curves.js';
import { data } from './section/data.js';
import { decomposition } from './section/decomposition.js';
import { limits } from './section/limits.js';
import { quality } from './section/quality.js';
import { reproduce } from './section/reproduce.js';
import { shift } from './section/shift.js';
import { status } from './section/status.js';
import { technical } from './section/technical.js';
import { createTelling, type Telling } from './telling.js';

const results = [channels, curves, decomposition, carryOver] as const;
const trust = [quality, shift, calibration] as const;
const grounds = [checks, limits, data, technical, reproduce] as const;

/**
 * One self-contained HTML file about a fit, for those who decide on budgets and for those who check the fit. The same summary gives the
 * same bytes. The figures of a refused fit are folded away under a warning: they help to find the cause and are no result.
 */
export const fitReport = (summary: RunSummary, language: Language): string => {
  const telling = createTelling(summary, language);
  const { say, format } = telling;
  const { from, to, outcome } = summary.data;
  const tell = (sections: readonly ((telling: Telling) => Section)[]): readonly Section[] =>
    sections.map((section) => section(telling));
  const published = summary.status === 'published';
  return page({
    language,
    kicker: say('page.kicker'),
    title: summary.name,
    meta: `${say('page.outcome')}: ${outcome.name} · ${say('page.period', { from: format.date(from), to: format.date(to) })}`,
    contents: say('page.contents'),
    footer: say('page.footer'),
    sections: tell(published ? [answer, status, ...results, ...trust, ...grounds] : [answer, status, ...grounds]),
    ...(published ? {} : { folded: { title: say('status.figures'), sections: tell([...results, ...trust]) } }),
  });
};
