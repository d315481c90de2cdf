import fc from 'fast-check';
import { csvRecords } from './csv.js';
import { jsonlRecords } from './jsonl.js';
import { BEGINNING, MAX_RECORD_CHARACTERS, type Place } from './place.js';
import type { TextRecord } from './record.js';

const dialect = { delimiter: ',', quote: '"' };
const read = (text: string, place: Place = BEGINNING) => [...csvRecords(text, dialect, place, true)];
const shown = ({ row, line, content, defect }: TextRecord) => [row, line, defect ?? content];

describe('records of CSV', () => {
  it.each<[string, string, readonly (readonly unknown[])[]]>([
    [
      'plain cells',
      'a,b\n1,2\n',
      [
        [1, 1, ['a', 'b']],
        [2, 2, ['1', '2']],
      ],
    ],
    ['no line break at the end', 'a,b', [[1, 1, ['a', 'b']]]],
    [
      'line ends of three kinds, mixed',
      'a\r\nb\rc\nd',
      [
        [1, 1, ['a']],
        [2, 2, ['b']],
        [3, 3, ['c']],
        [4, 4, ['d']],
      ],
    ],
    ['quoted delimiters and quotes', '"a,b","say ""hi"""\n', [[1, 1, ['a,b', 'say "hi"']]]],
    [
      'quoted line breaks count as lines, not as rows',
      '"a\nb\r\nc",x\nd,e',
      [
        [1, 1, ['a\nb\r\nc', 'x']],
        [2, 4, ['d', 'e']],
      ],
    ],
    ['a quote inside a cell is a character', '5" pipe,x', [[1, 1, ['5" pipe', 'x']]]],
    [
      'empty cells',
      ',\n"",""',
      [
        [1, 1, ['', '']],
        [2, 2, ['', '']],
      ],
    ],
    [
      'blank lines are no content, and count',
      'a\n\nb',
      [
        [1, 1, ['a']],
        [2, 2, undefined],
        [3, 3, ['b']],
      ],
    ],
    [
      'text behind a closing quote',
      '"a"b,c\nd,e',
      [
        [1, 1, 'QUOTE_MISPLACED'],
        [2, 2, ['d', 'e']],
      ],
    ],
    [
      'an unclosed quote costs its line',
      '1,"a\n2,b\n3,c',
      [
        [1, 1, 'QUOTE_UNCLOSED'],
        [2, 2, ['2', 'b']],
        [3, 3, ['3', 'c']],
      ],
    ],
    ['NUL characters are content', 'a\0,b', [[1, 1, ['a\0', 'b']]]],
  ])('%s', (_title, text, expected) => {
    expect(read(text).map(shown)).toEqual(expected);
  });

  it('that are too long are reported once, and reading goes on behind them', () => {
    const text = `a\n${'x'.repeat(MAX_RECORD_CHARACTERS * 3)}\nb`;
    const found = read(text).filter(({ content, defect }) => content ?? defect);
    expect(found.map(shown)).toEqual([
      [1, 1, ['a']],
      [2, 2, 'ROW_TOO_LARGE'],
      [3, 3, ['b']],
    ]);
  });

  it('with a quoted cell that is too long are reported', () => {
    const text = `"${'x'.repeat(MAX_RECORD_CHARACTERS)}"\nb`;
    expect(
      read(text)
        .filter(({ content, defect }) => content ?? defect)
        .map(shown),
    ).toEqual([
      [1, 1, 'ROW_TOO_LARGE'],
      [2, 2, ['b']],
    ]);
  });
});

/** Reads a text in pieces, as far as each allows, giving the rest again. */
function inPieces(
  text: string,
  cuts: readonly number[],
  records: (text: string, place: Place, isFinal: boolean) => Iterable<TextRecord>,
) {
  const found: TextRecord[] = [];
  let place = BEGINNING;
  let held = '';
  let from = 0;
  for (const cut of [...[...cuts].sort((left, right) => left - right), text.length]) {
    held += text.slice(from, cut);
    from = cut;
    let end = 0;
    for (const record of records(held, place, cut === text.length)) {
      found.push(record);
      end = record.end;
      place = record.next;
    }
    held = held.slice(end);
  }
  return found.filter(({ content, defect }) => content ?? defect).map(shown);
}

describe('records do not depend on where the text was cut', () => {
  const pieces = fc.array(fc.constantFrom('a', 'b"', '"', '""', ',', '\n', '\r', '\r\n', 'ü', '{"a":1}', ' '), {
    maxLength: 40,
  });
  const cuts = fc.array(fc.nat(80), { maxLength: 6 });

  it('in CSV', () => {
    const records = (text: string, place: Place, isFinal: boolean) => csvRecords(text, dialect, place, isFinal);
    fc.assert(
      fc.property(pieces, cuts, (parts, places) => {
        const text = parts.join('');
        const within = places.map((place) => Math.min(place, text.length));
        expect(inPieces(text, within, records)).toEqual(inPieces(text, [], records));
      }),
      { numRuns: 1_000 },
    );
  });

  it('in JSONL', () => {
    fc.assert(
      fc.property(pieces, cuts, (parts, places) => {
        const text = parts.join('');
        const within = places.map((place) => Math.min(place, text.length));
        expect(inPieces(text, within, jsonlRecords)).toEqual(inPieces(text, [], jsonlRecords));
      }),
      { numRuns: 500 },
    );
  });

  it('even where they are too long', () => {
    const long = 'x'.repeat(MAX_RECORD_CHARACTERS + 10);
    const text = `a\n${long}\r\n"${long}\nb\n`;
    const records = (given: string, place: Place, isFinal: boolean) => csvRecords(given, dialect, place, isFinal);
    const whole = inPieces(text, [], records);
    for (const cut of [2, 3, MAX_RECORD_CHARACTERS + 1, MAX_RECORD_CHARACTERS + 12, MAX_RECORD_CHARACTERS + 13]) {
      expect(inPieces(text, [cut, cut + 1], records)).toEqual(whole);
    }
  });
});

describe('records of JSONL', () => {
  it.each<[string, string, readonly (readonly unknown[])[]]>([
    [
      'objects',
      '{"a":1}\n{"a":2}\r\n',
      [
        [1, 1, { a: 1 }],
        [2, 2, { a: 2 }],
      ],
    ],
    [
      'what is no object',
      '[1]\n"x"\n{\n1',
      [
        [1, 1, 'NOT_A_JSON_OBJECT'],
        [2, 2, 'NOT_A_JSON_OBJECT'],
        [3, 3, 'NOT_A_JSON_OBJECT'],
        [4, 4, 'NOT_A_JSON_OBJECT'],
      ],
    ],
    [
      'numbers that a double cannot keep',
      '{"a":12345678901234567890,"b":0.12345678901234567,"c":1234567890123456}',
      [[1, 1, { a: '12345678901234567890', b: '0.12345678901234567', c: 1234567890123456 }]],
    ],
  ])('%s', (_title, text, expected) => {
    expect([...jsonlRecords(text, BEGINNING, true)].map(shown)).toEqual(expected);
  });

  it('keep keys that would reach a prototype as keys', () => {
    const [record] = jsonlRecords('{"__proto__":{"polluted":true},"constructor":1}', BEGINNING, true);
    expect(Object.keys(record?.content ?? {})).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
