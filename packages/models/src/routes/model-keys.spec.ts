import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readModelKeys } from './model-keys.js';

describe('the file of model keys', () => {
  const fileWith = (text: string) => {
    const file = join(mkdtempSync(join(tmpdir(), 'stellwerk-keys-')), 'keys.json');
    writeFileSync(file, text);
    return file;
  };

  it('gives the key of each base URL, and none without a file', () => {
    expect(readModelKeys(fileWith('{"http://127.0.0.1:1/v1":"sk-1"}'))).toEqual(
      new Map([['http://127.0.0.1:1/v1', 'sk-1']]),
    );
    expect(readModelKeys(undefined).size).toBe(0);
  });

  it.each(['sk-secret', '{"a": ["sk-secret"]}', '["sk-secret"]'])('is refused without a word of it: %s', (text) => {
    expect(() => readModelKeys(fileWith(text))).toThrow(
      expect.objectContaining({ code: 'MDL_KEYS_FILE_INVALID', message: expect.not.stringContaining('secret') }),
    );
  });

  it('must be there', () => {
    expect(() => readModelKeys('/nowhere/keys.json')).toThrow(/cannot be read/);
  });
});
