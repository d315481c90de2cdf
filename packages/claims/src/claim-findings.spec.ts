import { claimFindings } from './claim-findings.js';

const source =
  'Der Versand kostet 4,90 Euro. Die Lieferung dauert zwei bis drei Tage. Der Laden in Kiel ist sonntags geschlossen.';

describe('findings of claims', () => {
  it.each([
    ['what the source says', 'Guten Tag! Der Versand kostet 4,90 €.', []],
    [
      'another price',
      'Gern. Der Versand kostet 5,90 Euro. Bis bald!',
      [['claim.number', 'Der Versand kostet 5,90 Euro.']],
    ],
    [
      'the contrary',
      'Der Laden in Kiel ist sonntags geöffnet.',
      [['claim.direction', 'Der Laden in Kiel ist sonntags geöffnet.']],
    ],
    [
      'something else',
      'Unsere Betten bestehen aus massiver Eiche.',
      [['claim.not-found', 'Unsere Betten bestehen aus massiver Eiche.']],
    ],
    ['a question', 'Wollen Sie 700 Kissen kaufen?', []],
    ['nothing', '', []],
  ])('%s', (_name, text, expected) => {
    const found = claimFindings(text, [source]).map(({ rule, start, end }) => [rule, text.slice(start, end)]);
    expect(found).toEqual(expected);
  });

  it('names both values', () => {
    expect(claimFindings('Der Versand kostet 5,90 Euro.', [source])[0]).toMatchObject({
      category: 'claim',
      layer: 'text',
      detail: 'contradicted: claimed "5,90 Euro", source "4,90 Euro"',
    });
  });

  it.each([
    ['the value of the source', 'Der Versand kostet 5,90 Euro.', 'Der Versand kostet 4,90 Euro.'],
    ['a value written otherwise', 'Gern: Der Versand kostet 5,90 €.', 'Gern: Der Versand kostet 4,90 Euro.'],
    ['a mark where the words are wrong', 'Der Laden in Kiel ist sonntags geöffnet.', '[claim removed]'],
    ['a mark where the sources know nothing', 'Unsere Betten bestehen aus massiver Eiche.', '[claim removed]'],
    [
      'a mark where the value stands there twice',
      'Der Versand kostet 5,90 Euro, also genau 5,90 Euro.',
      '[claim removed]',
    ],
  ])('mends with %s', (_name, text, expected) => {
    expect(claimFindings(text, [source]).map(({ remedy }) => remedy?.text)).toEqual([expected]);
  });

  it('says what it did not verify', () => {
    const text = 'Der Versand kostet 4,90 Euro. '.repeat(3_010);
    const [last, ...others] = claimFindings(text, [source]);
    expect([last?.rule, others]).toEqual(['claim.unverified', []]);
  });
});
