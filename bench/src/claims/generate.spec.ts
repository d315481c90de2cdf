import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { developmentLists } from './development-lists.js';
import { generateClaims } from './generate.js';
import { testLists } from './test-lists.js';
import { readPassages } from './xquad.js';

const folder = process.env.STELLWERK_DATA_DIR ?? join(import.meta.dirname, '../../../../shared/data');
const [german, english] = ['xquad_r_de.json', 'xquad_r_en.json'].map((file) => join(folder, 'rag', file)) as [
  string,
  string,
];
const isThere = existsSync(german) && existsSync(english);
if (!isThere) console.log(`skipped: ${german} is not there`);

const wordsOf = ({ opposites, names, frames }: typeof testLists): string[] => [
  ...[...opposites.de, ...opposites.en].flat(),
  ...names,
  ...frames.de,
  ...frames.en,
];

describe('claims made from passages', () => {
  it('have parts that share no word that is changed, no name and no frame', () => {
    const development = new Set(wordsOf(developmentLists));
    expect(wordsOf(testLists).filter((word) => development.has(word))).toEqual([]);
  });

  (isThere ? it : it.skip)('are the same for the same seed, and of every kind', () => {
    const passages = readPassages(german, english);
    const cases = generateClaims(passages, 'test');
    expect(JSON.stringify(generateClaims(passages, 'test'))).toBe(JSON.stringify(cases));
    const counts = new Map<string, number>();
    for (const { language, kind } of cases)
      counts.set(`${language} ${kind}`, (counts.get(`${language} ${kind}`) ?? 0) + 1);
    expect(counts.size).toBe(2 * 10);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(15);
    const saidAnyway = cases.filter(({ claim, source, truth }) => truth === 'contradicted' && source.includes(claim));
    const notSaid = cases.filter(({ claim, source, kind }) => kind === 'verbatim' && !source.includes(claim));
    expect([saidAnyway, notSaid]).toEqual([[], []]);
  });
});
