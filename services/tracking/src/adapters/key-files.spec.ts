import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnavailableError } from '@stellwerk/bus';
import { readKey, readOrCreateKey } from './key-files.js';

describe('key files', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'));
    file = join(folder, 'tenants', 'pepper-demo');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('hold 256 bits, made once', () => {
    expect(readKey(file)).toBeNull();
    const key = readOrCreateKey(file);
    expect(key).toHaveLength(32);
    expect(readOrCreateKey(file)).toEqual(key);
    expect(readKey(file)).toEqual(key);
  });

  it('count as absent while they are empty, as a full disk may have left them', () => {
    mkdirSync(join(folder, 'tenants'));
    writeFileSync(file, '');
    expect(readKey(file)).toBeNull();
    const key = readOrCreateKey(file);
    expect(readKey(file)).toEqual(key);
    expect(readFileSync(file, 'utf8')).toBe(key.toString('hex'));
  });

  it('are refused, and never overwritten, where they hold something else', () => {
    readOrCreateKey(file);
    writeFileSync(file, 'abc');
    expect(() => readOrCreateKey(file)).toThrow('does not hold a key of 32 bytes');
    expect(readFileSync(file, 'utf8')).toBe('abc');
  });

  it('are waited for where the disk takes nothing', () => {
    writeFileSync(join(folder, 'tenants'), 'a file, not a folder');
    expect(() => readOrCreateKey(file)).toThrow(UnavailableError);
  });
});
