import fc from 'fast-check';
import type { RuleName } from './rules/rule.js';
import { createClaimVerifier, verifyClaim } from './verify.js';

const german =
  'Die Matratze Nordwind kostet ab 299 Euro und wiegt 24 kg. Sie wurde am 12. März 2021 in Bremen vorgestellt. ' +
  'Der Bezug ist bei 60 Grad waschbar und nicht für Trockner geeignet. Kunden sparen bis zu 20 Prozent. ' +
  'Der Umsatz stieg 2023 auf 1.000 Einheiten. Die Garantie gilt mindestens 10 Jahre. Das Modell WR-1042 passt in zwei Betten.';
const english =
  'The Northwind mattress costs from $299 and weighs 24 kg. It was presented in Bremen on 12 March 2021. ' +
  'The cover is washable and is not suitable for dryers. Customers may save up to 20 percent. ' +
  'Sales rose to 1,000 units in 2023. The warranty lasts at least ten years. The lamp is bright and useful.';

const contradictions: readonly (readonly [RuleName, string, string, string, string])[] = [
  ['number', german, 'Die Matratze Nordwind kostet ab 399 Euro und wiegt 24 kg.', '399 Euro', '299 Euro'],
  ['number', german, 'Kunden sparen bis zu 30 %.', '30 %', '20 Prozent'],
  ['number', german, 'Kunden sparen bis zu 20 Euro.', '20 Euro', '20 Prozent'],
  ['number', german, 'Der Umsatz stieg 2023 auf 1.100 Einheiten.', '1.100', '1.000'],
  ['number', english, 'Sales rose to 1,500 units in 2023.', '1,500', '1,000'],
  ['number', english, 'The Northwind mattress costs from €299 and weighs 24 kg.', '€299', '$299'],
  [
    'number',
    'Das Fach fasst 5 Töpfe (3 Zoll). Ein anderes fasst 4 Töpfe (8 Zoll).',
    'Das Fach fasst 5 Töpfe (8 Zoll).',
    '8',
    '3',
  ],
  [
    'number',
    'Wir loben Jana Alt, einen 5-fachen Sieger, sehr.',
    'Wir loben Jana Alt, einen 1-fachen Sieger, sehr.',
    '1',
    '5',
  ],
  ['number', 'Der Laden öffnete am 7. Juni 2019 in Bremen.', 'Der Laden öffnete am 9.', '9', '7. Juni 2019'],
  ['date', german, 'Sie wurde am 12. April 2021 in Bremen vorgestellt.', '12. April 2021', '12. März 2021'],
  ['date', german, 'Der Umsatz stieg 2022 auf 1.000 Einheiten.', '2022', '2023'],
  ['date', english, 'It was presented in Bremen on March 13, 2021.', 'March 13, 2021', '12 March 2021'],
  ['code', german, 'Das Modell WR-1043 passt in zwei Betten.', 'WR-1043', 'WR-1042'],
  ['entity', german, 'Sie wurde am 12. März 2021 in Dresden vorgestellt.', 'Dresden', 'Bremen'],
  ['entity', english, 'The Southbay mattress costs from $299.', 'Southbay', 'Northwind'],
  ['negation', german, 'Der Bezug ist nicht bei 60 Grad waschbar.', 'nicht', ''],
  ['negation', german, 'Der Bezug ist bei 60 Grad waschbar und für Trockner geeignet.', '', 'nicht'],
  ['negation', english, "The cover isn't washable.", "n't", ''],
  ['negation', english, 'The cover is washable and is suitable for dryers.', '', 'not'],
  ['modality', german, 'Kunden sparen mindestens 20 Prozent.', 'at-least 20 Prozent', 'up-to 20 Prozent'],
  ['modality', german, 'Die Garantie gilt bis zu 10 Jahre.', 'up-to 10 Jahre', 'at-least 10 Jahre'],
  ['modality', german, 'Die Matratze Nordwind kostet 299 Euro und wiegt 24 kg.', '299 Euro', 'from 299 Euro'],
  ['modality', english, 'Customers will save up to 20 percent.', 'will', 'may'],
  ['direction', german, 'Der Umsatz sank 2023 auf 1.000 Einheiten.', 'sank', 'stieg'],
  ['direction', english, 'Sales fell to 1,000 units in 2023.', 'fell', 'rose'],
  ['direction', english, 'The lamp is bright and useless.', 'useless', 'useful'],
  ['superlative', english, 'The lamp is brightest and useful.', 'brightest', 'bright'],
  ['superlative', german, 'Nur die Garantie gilt immer mindestens 10 Jahre.', 'immer', ''],
];

describe('a contradicted claim', () => {
  it.each(contradictions)('%s: %#', (rule, source, claim, claimed, stated) => {
    const { verdict, mismatches, evidence } = verifyClaim(claim, [source]);
    expect({ verdict, mismatches }).toEqual({
      verdict: 'contradicted',
      mismatches: expect.arrayContaining([{ rule, verdict: 'contradicted', claimed, stated }]),
    });
    const sentence = source.slice(evidence?.start, evidence?.end);
    expect(sentence).toContain(stated.replace(/^(?:from|up-to|at-least) /, ''));
  });
});

describe('a supported claim', () => {
  it.each([
    ['verbatim', german, 'Der Bezug ist bei 60 Grad waschbar und nicht für Trockner geeignet.'],
    ['framed', german, 'Laut Quelle gilt: Die Garantie gilt mindestens 10 Jahre.'],
    ['framed at its end', german, 'Die Garantie gilt mindestens 10 Jahre, so die Quelle.'],
    ['framed in English', english, 'According to the text, sales rose to 1,000 units in 2023.'],
    ['with a sign for a percentage', german, 'Kunden sparen bis zu 20 %.'],
    ['with a plain thousand', german, 'Der Umsatz stieg 2023 auf 1000 Einheiten.'],
    ['with figures for words', german, 'Das Modell WR 1042 passt in 2 Betten.'.replace('WR ', 'WR-')],
    ['with words for figures', german, 'Die Garantie gilt mindestens zehn Jahre.'],
    ['with another date format', german, 'Sie wurde am 12.03.2021 in Bremen vorgestellt.'],
    ['with other units', german, 'Die Matratze Nordwind kostet ab 299 € und wiegt 24.000 g.'],
    ['with another bound of the same meaning', german, 'Kunden sparen maximal 20 Prozent.'],
    ['shortened', english, 'The cover is washable.'],
    [
      'from two sentences',
      english,
      'The Northwind mattress weighs 24 kg and was presented in Bremen on 12 March 2021.',
    ],
    ['reordered', german, 'Auf 1.000 Einheiten stieg 2023 der Umsatz.'],
    ['with a contraction', english, "The cover is washable and isn't suitable for dryers."],
  ])('%s', (_name, source, claim) => {
    expect(verifyClaim(claim, [source])).toMatchObject({ verdict: 'supported', mismatches: [] });
  });
});

describe('a claim that is not found', () => {
  it.each([
    ['of something else', 'Die Hauptstadt von Peru liegt am Pazifik.', undefined],
    ['without sources', 'Die Garantie gilt mindestens 10 Jahre.', undefined],
    ['with a word of its own', 'Der Bezug ist bei 60 Grad bügelbar und nicht für Trockner geeignet.', 'wording'],
    ['with a name added', 'Die Garantie von Falkenrath gilt mindestens 10 Jahre.', 'entity'],
  ])('%s', (name, claim, rule) => {
    const { verdict, mismatches } = verifyClaim(claim, name === 'without sources' ? [] : [german]);
    expect(verdict).toBe('not-found');
    expect(mismatches[0]?.rule).toBe(rule);
  });

  it.each(['', ' ', '.', '?!', 'x'])('of next to nothing: "%s"', (claim) => {
    expect(verifyClaim(claim, [german]).verdict).toBe('not-found');
  });
});

it('names the source of its evidence', () => {
  const { evidence } = verifyClaim('Sales rose to 1,000 units in 2023.', [german, english]);
  expect(evidence?.source).toBe(1);
  expect(english.slice(evidence?.start, evidence?.end)).toBe('Sales rose to 1,000 units in 2023.');
});

it('supports every run of sentences of a source, wherever it stands', () => {
  const sentences = english.split(/(?<=\.) /);
  fc.assert(
    fc.property(fc.nat(sentences.length - 1), fc.integer({ min: 1, max: 3 }), fc.boolean(), (from, length, isFirst) => {
      const claim = sentences.slice(from, from + length).join(' ');
      const sources = isFirst ? [english, german] : [german, english];
      expect(verifyClaim(claim, sources).verdict).toBe('supported');
    }),
  );
});

it.each([
  ['one word', 'mattress '.repeat(110_000)],
  ['no blank', 'x'.repeat(1_000_000)],
  ['numbers', '12,5 % '.repeat(140_000)],
  ['brackets', '(['.repeat(500_000)],
])('ends on a megabyte of %s', (_name, source) => {
  expect(createClaimVerifier([source])('The mattress costs 12,5 % less.').verdict).not.toBe('supported');
});
