import { FastTextGuard } from './fast-text-guard.js';

describe('claims of an answer', () => {
  const guard = new FastTextGuard({ all: () => [] }, () => 0);
  const sources = ['Der Versand kostet 4,90 Euro. Die Lieferung dauert drei Tage.'];

  it.each([
    ['as the source has them', 'Der Versand kostet 4,90 €.', sources, 'allow', []],
    ['that the source contradicts', 'Der Versand kostet 5,90 Euro.', sources, 'repair', ['claim.number']],
    ['without sources', 'Der Versand kostet 5,90 Euro.', [], 'allow', []],
  ])('%s', async (_name, text, given, verdict, rules) => {
    const check = { tenant: 'shop', useCase: 'chat', provenance: 'output', text, sources: given } as const;
    const checked = await guard.check(check);
    expect([checked.verdict, checked.findings.map(({ rule }) => rule)]).toEqual([verdict, rules]);
  });
});
