import fc from 'fast-check';
import { splitSentences } from './sentences.js';

const sentencesOf = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it.each([
    ['two', 'Das ist eins. Das ist zwei!', ['Das ist eins.', 'Das ist zwei!']],
    ['an abbreviation', 'Dr. Weber kommt bzw. geht. Ja.', ['Dr. Weber kommt bzw. geht.', 'Ja.']],
    ['z. B.', 'Obst, z. B. Äpfel. Ende.', ['Obst, z. B. Äpfel.', 'Ende.']],
    ['initials', 'J. R. Smith came. He left.', ['J. R. Smith came.', 'He left.']],
    ['a German date', 'Am 3. Mai war es warm. Dann kalt.', ['Am 3. Mai war es warm.', 'Dann kalt.']],
    ['a decimal', 'It costs 3.50 euros. Fine.', ['It costs 3.50 euros.', 'Fine.']],
    ['quotes', 'He said "stop." Then he left.', ['He said "stop."', 'Then he left.']],
    [
      'a German ordinal',
      'Die Schule führt bis zum 12. Schuljahr. Sie ist in der 5. Etage.',
      ['Die Schule führt bis zum 12. Schuljahr.', 'Sie ist in der 5. Etage.'],
    ],
    ['a number at the end', 'Wir haben nur 12. Das reicht.', ['Wir haben nur 12.', 'Das reicht.']],
    [
      'amounts',
      'Es waren 30 Mio. EUR um 750 v. Chr. im Norden. Ja.',
      ['Es waren 30 Mio. EUR um 750 v. Chr. im Norden.', 'Ja.'],
    ],
    [
      'words that are abbreviations elsewhere',
      'The answer is no. Then we saw modern art. The end.',
      ['The answer is no.', 'Then we saw modern art.', 'The end.'],
    ],
    ['abbreviations before numbers', 'See no. 5 and Art. 6 on p. 7. Done.', ['See no. 5 and Art. 6 on p. 7.', 'Done.']],
    [
      'an abbreviation at the end',
      'We sell lamps, bulbs etc. The shop is open. Lampen usw. kauft man hier.',
      ['We sell lamps, bulbs etc.', 'The shop is open.', 'Lampen usw. kauft man hier.'],
    ],
    ['a unit', 'Bei 30 °C. Das ist warm.', ['Bei 30 °C.', 'Das ist warm.']],
    [
      'a country',
      'It ships to the U.S. The parcel takes a week.',
      ['It ships to the U.S.', 'The parcel takes a week.'],
    ],
    ['a street', 'Sie wohnt in der Hauptstr. 12 in Ulm. Gut.', ['Sie wohnt in der Hauptstr. 12 in Ulm.', 'Gut.']],
    [
      'dots that go on',
      'So ... ist es. "Wirklich?" fragte er. Ja . . . genau.',
      ['So ... ist es.', '"Wirklich?" fragte er.', 'Ja . . . genau.'],
    ],
    ['notes', 'Das ist so.[12] Und das.', ['Das ist so.[12]', 'Und das.']],
    ['a list', 'Items:\n- one\n- two', ['Items:', '- one', '- two']],
    ['a blank line', 'Titel\n\nText', ['Titel', 'Text']],
    ['nothing', '', []],
    ['blanks', ' \n ', []],
  ])('knows %s', (_name, text, expected) => {
    expect(sentencesOf(text)).toEqual(expected);
  });

  it('loses nothing but blanks, for any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '. ', 'B', '! ', '\n\n', ' ', '3. ', 'Mai', '"')), (parts) => {
        const text = parts.join('');
        expect(sentencesOf(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  it('cuts no number when it must cut', () => {
    const text = '12 000 Euro '.repeat(600).trim();
    for (const sentence of sentencesOf(text))
      expect(sentence).toMatch(/^(?:Euro ?)?(?:12 000 (?:Euro ?|$))+(?:12 000)?$/);
  });

  it('cuts what never ends', () => {
    expect(
      Math.max(...splitSentences('word '.repeat(10_000)).map(({ start, end }) => end - start)),
    ).toBeLessThanOrEqual(2_000);
  });
});
