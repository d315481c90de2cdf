import type { Interval } from '../../run-summary.js';
import { type Html, html } from '../html.js';
import { type MarkRole, whisker } from './dot-whisker.js';
import { at } from './path.js';
import { linearScale } from './scale.js';
import { type Caption, drawing } from './svg.js';

/** An interval small enough for a cell of a table. @param domain the same for all cells of a column */
export const cellWhisker = (
  caption: Caption,
  interval: Interval,
  role: MarkRole,
  domain: readonly [number, number],
  reference?: number,
): Html => {
  const x = linearScale(domain, [6, 94]);
  return drawing(
    caption,
    { width: 100, height: 16 },
    html`<line class="rule" x1="6" x2="94" y1="8" y2="8"/>${
      reference === undefined
        ? null
        : html`<line class="reference" x1="${at(x(reference))}" x2="${at(x(reference))}" y1="1" y2="15"/>`
    }${whisker(x, 8, interval, role)}`,
  );
};
