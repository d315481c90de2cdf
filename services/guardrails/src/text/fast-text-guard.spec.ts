import { FastTextGuard } from './fast-text-guard.js';

describe('claims of an answer', () => {
  const guard = new FastTextGuard({ all: () => [] }, () => 0);
  const sources = ['Der Versand kostet 4,90 Euro. Die Lieferung dauert drei Tage.'];

  it.each([
    ['as the source has them', 'Der Versand kostet 4,90 €.', sources, 'allow', [], 'Der Versand kostet 4,90 €.'],
    [
      'that the source contradicts',
      'Der Versand kostet 5,90 Euro.',
      sources,
      'repair',
      ['claim.number'],
      'Der Versand kostet 4,90 Euro.',
    ],
    ['without sources', 'Der Versand kostet 5,90 Euro.', [], 'allow', [], 'Der Versand kostet 5,90 Euro.'],
  ])('%s', async (_name, text, given, verdict, rules, repaired) => {
    const check = { tenant: 'shop', useCase: 'chat', provenance: 'output', text, sources: given } as const;
    const checked = await guard.check(check);
    expect([checked.verdict, checked.findings.map(({ rule }) => rule), checked.text]).toEqual([
      verdict,
      rules,
      repaired,
    ]);
  });
});
