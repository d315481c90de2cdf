import { detectPersonalData } from '../detect.js';

const found = (text: string) => detectPersonalData(text).map(({ type, start, end }) => [type, text.slice(start, end)]);
const persons = (text: string) => found(text).flatMap(([type, value]) => (type === 'person' ? [value] : []));

// None of the names stands in a list, unless the title says so.
describe('names', () => {
  it.each([
    ['a title', 'Bestellung von Frau Dr. Yılmaz-Querfurt', ['Yılmaz-Querfurt']],
    ['a title, written small', 'herr brömmelkamp hat angerufen', ['brömmelkamp']],
    ['a couple', 'Mr and Mrs Quillfeather signed', ['Quillfeather']],
    ['an introduction', 'Mein Name ist Xanthe von der Brömmelheide und ich warte.', ['Xanthe von der Brömmelheide']],
    ['an introduction, written small', 'my name is xanthe quillfeather and i wait', ['xanthe quillfeather']],
    ['a greeting', 'Hallo Xanthe, danke!', ['Xanthe']],
    ['a closing', 'Danke vorab.\n\nMit freundlichen Grüßen\nX. Brömmelkamp', ['X. Brömmelkamp']],
    ['a closing in one line', 'Bis dann!\nLG Xanthe', ['Xanthe']],
    ['a field', 'Kontoinhaber: Xanthe Brömmelkamp', ['Xanthe Brömmelkamp']],
    ['a field the other way round', 'Name: Brömmelkamp, Xanthe', ['Brömmelkamp, Xanthe']],
    ['a column', 'Name;Bestellung;Betrag\nXanthe Brömmelkamp;77;3,00 €', ['Xanthe Brömmelkamp']],
    ['an address', 'Xanthe Brömmelkamp\nAm Alten Hafen 12\n50667 Köln', ['Xanthe Brömmelkamp']],
    ['an e-mail header', 'An: Xanthe Brömmelkamp <xb@example.org>', ['Xanthe Brömmelkamp']],
    ['listed names', 'Gestern war Anna Müller hier.', ['Anna Müller']],
    [
      'a listed name, invisible characters in it',
      'Gestern war An\u200bna Mül\u00adler hier.',
      ['An\u200bna Mül\u00adler'],
    ],
  ])('behind %s', (_title, text, expected) => {
    expect(persons(text)).toEqual(expected);
  });

  it.each([
    ['nobody in particular', 'Sehr geehrte Damen und Herren,\n\nHallo zusammen, liebe Kundinnen und Kunden!'],
    ['a team', 'Mit freundlichen Grüßen\nIhr Kundenservice'],
    ['brands', 'Artikel von Dr. Oetker, Tom Tailor und Calvin Klein'],
    ['nouns', 'Die Neue Kollektion kommt im Herbst in den Blauen Salon.'],
    ['a role', 'Support: Guten Tag, wie kann ich helfen?\nKunde: Danke, alles gut.'],
  ])('leaves alone: %s', (_title, text) => {
    expect(persons(text)).toEqual([]);
  });
});

describe('addresses', () => {
  it.each([
    ['Lindenweg 12a', 'street', 'Lindenweg 12a'],
    ['Karl-Marx-Str. 7', 'street', 'Karl-Marx-Str. 7'],
    ['Adresse: Am Alten Hafen 3', 'street', 'Am Alten Hafen 3'],
    ['wohnhaft in der Langen Gasse 3', 'street', 'Langen Gasse 3'],
    ['12 Maple Street, Flat 3', 'street', '12 Maple Street, Flat 3'],
    ['I live at 12 maple road', 'street', '12 maple road'],
    ['wohne in 50667 Köln', 'place', '50667 Köln'],
    ['D-60311 Frankfurt am Main', 'place', 'D-60311 Frankfurt am Main'],
    ['ship it to Springfield, IL 62704', 'place', 'Springfield, IL 62704'],
    ['the office in Leeds LS1 4AP', 'place', 'Leeds LS1 4AP'],
  ])('%s', (text, type, value) => {
    expect(found(text)).toEqual([[type, value]]);
  });

  it.each([
    ['a count', 'Es kamen 12000 Menschen und 35421 Besucher.'],
    ['a year', 'Die Stadt wurde 1944 zerstört.'],
    ['a page', 'siehe Seite 12 und Platz 3'],
    ['a measure', 'Der Weg ist 12 km lang.'],
    ['a time span', '2 weeks on the road'],
  ])('leaves alone: %s', (_title, text) => {
    expect(found(text)).toEqual([]);
  });
});
