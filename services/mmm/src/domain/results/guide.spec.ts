import { readFileSync } from 'node:fs';
import { warningCodes } from '../data/warnings.js';

const guide = readFileSync(new URL('../../../../../docs/guides/media-mix-results.md', import.meta.url), 'utf8');
const checks = [
  ...['convergence', 'effective-sample-size', 'divergences', 'energy', 'tree-depth', 'negative-baseline'],
  ...['posterior-predictive', 'goodness-of-fit', 'holdout-coverage', 'holdout-accuracy', 'roi-consistency'],
  ...['prior-posterior-shift', 'implausible-roi', 'high-variance', 'potential-bias', 'calibration-agreement'],
];

describe('the guide', () => {
  const named = [...guide.matchAll(/`([A-Z]+(?:_[A-Z]+)+|[A-Z]{7})`/g)].map(([, code]) => code);

  it('names every warning about data, and no other', () => {
    expect(named.sort()).toEqual([...warningCodes].sort());
  });

  it.each(checks)('has a row for the check %s', (check) => {
    expect(guide).toMatch(new RegExp(`^\\| \`${check}\` `, 'm'));
  });
});
