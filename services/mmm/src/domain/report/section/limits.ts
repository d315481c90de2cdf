import { bullets, type Section } from '../elements.js';
import type { Telling } from '../telling.js';

const always = ['confounding', 'together', 'shape', 'constant', 'long'] as const;

/** What the figures assume, and what would make them wrong; some of it depends on what the run had. */
export const limits = ({ summary, say, format, valued, grain }: Telling): Section => {
  const tested = [...new Set(summary.calibration.map(({ channel }) => channel))];
  return {
    id: 'limits',
    short: say('nav.limits'),
    title: say('limits.title'),
    body: bullets([
      ...always.map((name) => say(`limits.${name}`)),
      ...(valued ? [say('limits.margin')] : []),
      ...(summary.data.geos === 1 ? [say('limits.spread')] : []),
      ...(summary.holdout === null ? [say('quality.noHoldout', { grains: grain.many })] : []),
      tested.length === 0
        ? say('calibration.none')
        : say('limits.calibrated', { count: format.count(summary.calibration.length), channels: format.list(tested) }),
      say('limits.model'),
    ]),
  };
};
