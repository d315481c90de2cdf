import type { Carrier } from './carriers.js';
import { decoyKinds } from './decoys.js';
import { plantedTypes } from './document.js';
import { generateDecoys, generateDocuments } from './generate.js';
import { development } from './templates/development-part.js';
import { test } from './templates/test-part.js';
import * as developmentWords from './vocabulary/development-part.js';
import * as testWords from './vocabulary/test-part.js';
import { writingsOf } from './writings.js';

const carriers: Carrier[] = [
  { source: 'encyclopaedia', language: 'de', text: 'Der Fluss ist lang. Er fließt nach Norden. Dort liegt ein Hafen.' },
  { source: 'mails', language: 'en', text: 'Thanks for reading. The update is out. See you soon.' },
];
const options = { part: 'test', perCell: 3, carriers, known: new Set<string>() } as const;
const documents = generateDocuments(options);

describe('generator of personal data', () => {
  it('gives the same documents for the same seed, and others for another', () => {
    expect(generateDocuments(options)).toEqual(documents);
    expect(generateDocuments(options, 5)).not.toEqual(documents);
  });

  it('plants every type in every one of its writings', () => {
    const cells = new Set(documents.flatMap(({ planted }) => planted.map(({ type, writing }) => `${type} ${writing}`)));
    for (const type of plantedTypes)
      for (const writing of writingsOf[type]) expect(cells).toContain(`${type} ${writing}`);
  });

  it('keeps exact offsets: ascending, apart, and around something without blanks at its ends', () => {
    for (const { text, planted, decoys } of documents) {
      let end = 0;
      for (const place of [...planted, ...decoys].sort((a, b) => a.start - b.start)) {
        expect(place.start).toBeGreaterThanOrEqual(end);
        const value = text.slice(place.start, place.end);
        expect([value.trim(), value.length > 0]).toEqual([value, true]);
        end = place.end;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }
  });

  it('leaves no place of a template unfilled', () => {
    for (const { text } of documents) expect(text).not.toMatch(/\{(?:label|value|body|decoy|given|surname|person)\}/);
  });

  it('has decoys of every kind alone', () => {
    const alone = generateDecoys(options);
    expect(new Set(alone.flatMap(({ decoys }) => decoys.map(({ kind }) => kind)))).toEqual(
      new Set(Object.keys(decoyKinds)),
    );
    expect(alone.every(({ planted }) => planted.length === 0)).toBe(true);
  });

  it('leaves out words that the detector knows', () => {
    const known = new Set(testWords.germanSurnames.slice(20).map((word) => word.toLowerCase()));
    const others = generateDocuments({ ...options, known }).filter(({ language }) => language === 'de');
    const plain = others.flatMap(({ text, planted }) =>
      planted
        .filter(({ type, writing }) => type === 'person' && writing === 'plain')
        .map(({ start, end }) => text.slice(start, end)),
    );
    expect(plain.length).toBeGreaterThan(50);
    for (const word of plain.flatMap((name) => name.split(/[ ,-]+/))) {
      if (!testWords.germanGivenNames.includes(word)) expect(known).not.toContain(word.toLowerCase());
    }
  });
});

describe('development and test part', () => {
  it.each(
    Object.entries(testWords).map(([list, words]) => [
      list,
      words,
      new Map(Object.entries(developmentWords)).get(list),
    ]),
  )('share no word: %s', (_list, words = [], developed = []) => {
    expect([words.length > 100, developed.length > 100]).toEqual([true, true]);
    expect(words.filter((word) => developed.includes(word))).toEqual([]);
  });

  it('share no sentence, letter or conversation', () => {
    const leaves = (value: unknown): string[] =>
      typeof value === 'string' ? [value] : Object.values(value as object).flatMap(leaves);
    const texts = ({ labelled, bare, own, whole }: typeof test) => leaves([labelled, bare, own, whole]);
    const known = new Set(texts(development).filter((text) => text !== '{value}'));
    expect(known.size).toBeGreaterThan(50);
    expect(texts(test).filter((text) => known.has(text))).toEqual([]);
  });
});
