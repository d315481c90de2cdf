import fc from 'fast-check';
import { splitStatements } from './statements.js';

describe('splitting a script into statements', () => {
  it.each([
    ['two statements', 'SELECT 1; SELECT 2;', ['SELECT 1', 'SELECT 2']],
    ['no closing semicolon', 'SELECT 1', ['SELECT 1']],
    ['nothing but comments', '-- a; b\n/* c; d */ ;;', []],
    ['a semicolon in a string', "SELECT ';'; SELECT 2", ["SELECT ';'", 'SELECT 2']],
    ['a doubled quote', "SELECT 'it''s; fine'; SELECT 2", ["SELECT 'it''s; fine'", 'SELECT 2']],
    ['an escaped quote', "SELECT 'it\\'s; fine'; SELECT 2", ["SELECT 'it\\'s; fine'", 'SELECT 2']],
    ['an escaped backslash', "SELECT 'a\\\\'; SELECT 2", ["SELECT 'a\\\\'", 'SELECT 2']],
    ['a quoted name', 'SELECT 1 AS `a;b`, 2 AS "c;d"; SELECT 2', ['SELECT 1 AS `a;b`, 2 AS "c;d"', 'SELECT 2']],
    ['comment signs in a string', "SELECT '-- no', '/* no */'; SELECT 2", ["SELECT '-- no', '/* no */'", 'SELECT 2']],
    ['a comment between words', 'SELECT/* one */1 -- end\n+ 1', ['SELECT 1  + 1']],
    ['a quote in a comment', "SELECT 1 -- don't\n; SELECT 2", ['SELECT 1', 'SELECT 2']],
  ])('%s', (_title, script, statements) => {
    expect(splitStatements(script)).toEqual(statements);
  });

  it('gives back every statement whose text holds any characters', () => {
    const quoted = fc.string().map((text) => `SELECT '${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`);
    fc.assert(
      fc.property(fc.array(quoted), (statements) => {
        expect(splitStatements(statements.join(';\n'))).toEqual(statements);
      }),
    );
  });
});
