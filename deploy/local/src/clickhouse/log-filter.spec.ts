import { createRowContentFilter } from './log-filter.js';

const filtered = (lines: readonly string[]) => {
  const filter = createRowContentFilter();
  return lines.flatMap((line) => filter(line) ?? []);
};

describe('row content filter', () => {
  it('keeps time, place and code of a failed query and drops the rest of the message', () => {
    const lines = [
      "2026.11.24 10:00:00.000001 [ 42 ] {id} <Error> executeQuery: Code: 27. DB::Exception: Cannot parse input: 'a@b.example': (at row 1)",
      'Row 1: a@b.example',
      '(CANNOT_PARSE_INPUT_ASSERTION_FAILED)',
      '2026.11.24 10:00:00.000002 [ 42 ] {} <Warning> Merge: slow disk',
    ];
    expect(filtered(lines)).toEqual([
      '2026.11.24 10:00:00.000001 [ 42 ] {id} <Error> executeQuery: Code: 27',
      '2026.11.24 10:00:00.000002 [ 42 ] {} <Warning> Merge: slow disk',
    ]);
  });

  it('adds the name of the code where the first line has it', () => {
    const line = "2026.11.24 10:00:00.1 [ 4 ] {} <Error> TCPHandler: Code: 60. DB::Exception: x 'y'. (UNKNOWN_TABLE)";
    expect(filtered([line])).toEqual(['2026.11.24 10:00:00.1 [ 4 ] {} <Error> TCPHandler: Code: 60 (UNKNOWN_TABLE)']);
  });

  it('keeps messages of the server itself with all their lines', () => {
    const lines = ['2026.11.24 10:00:00.1 [ 4 ] {} <Error> raw.t: broken part', '  more', 'engine ended: Code: 76'];
    expect(filtered(lines)).toEqual(lines);
  });
});
