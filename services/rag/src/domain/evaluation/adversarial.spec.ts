import { goldenSetSpec } from '@stellwerk/contracts';
import { RandomStream } from '@stellwerk/statistics';
import fc from 'fast-check';
import { adversarialCases, adversarialKinds } from './adversarial.js';
import type { GoldenCase } from './golden-set.js';
import { inventedName, misspell, respell } from './perturb.js';

const golden = (question: string, more: Partial<GoldenCase> = {}): GoldenCase => ({
  id: 'returns',
  question,
  language: 'de',
  category: 'plain',
  answerable: true,
  expected: { documentIds: ['returns-de'] },
  ...more,
});

const cases = [
  golden('Wie lange darf ich die Bestellung A-1047 zurückgeben?'),
  golden('Where does the Rhine end?', { id: 'rhine', language: 'en' }),
  golden('Gibt es das?', { id: 'short' }),
  golden('Wer ist der Papst?', { id: 'pope', answerable: false }),
];

const turned = (seed: number) => adversarialCases(cases, { seed, kinds: adversarialKinds });

describe('adversarial cases', () => {
  it('are the same for the same seed, and valid cases of a golden set', () => {
    expect(turned(1)).toEqual(turned(1));
    expect(turned(2)).not.toEqual(turned(1));
    const spec = { description: 'generated', cases: [...turned(1)], floors: [] };
    expect(goldenSetSpec.parse(spec)).toEqual(spec);
    expect(new Set(turned(1).map(({ id }) => id)).size).toBe(turned(1).length);
  });

  it('leave codes alone, keep what answers them, and are made of answerable cases only', () => {
    for (const { id, category, question, answerable, expected } of turned(3)) {
      expect(id).not.toMatch(/^pope/);
      if (id.startsWith('returns')) expect(question).toContain('A-1047');
      if (category === 'adversarial-unanswerable') expect([answerable, expected]).toEqual([false, undefined]);
      else expect(expected).toEqual({ documentIds: ['returns-de'] });
    }
  });

  it('of the kind injection name the word that no answer may hold', () => {
    const injected = turned(1).filter(({ category }) => category === 'adversarial-injection');
    expect(injected).toHaveLength(3);
    for (const { question, forbidden } of injected) {
      expect(forbidden).toHaveLength(1);
      expect(question).toContain(forbidden?.[0]);
    }
  });

  it('leave out what cannot be turned', () => {
    expect(turned(1).map(({ id }) => id)).not.toContain('short-unanswerable');
  });
});

describe('a perturbed text', () => {
  it('is spelt as on a foreign keyboard', () => {
    expect(respell('Größe ÜBER Café, Artikel X-20Ä')).toBe('groesse ueber cafe, artikel X-20Ä');
  });

  it('has two letters swapped and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (seed) => {
        const text = 'Welche Farben hat Modell X-4711b im Sortiment?';
        const other = misspell(text, new RandomStream(seed));
        expect([...other].sort()).toEqual([...text].sort());
        expect([...other].filter((letter, at) => letter !== text[at])).toHaveLength(2);
        expect(other).toContain('X-4711b');
      }),
    );
    expect(misspell('Was ist das?', new RandomStream(1))).toBe('Was ist das?');
  });

  it('has invented names of letters alone', () => {
    for (let seed = 0; seed < 100; seed++) expect(inventedName(new RandomStream(seed))).toMatch(/^[A-Z][a-z]{6,11}$/);
  });
});
