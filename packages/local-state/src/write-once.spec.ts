import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnavailableError } from '@stellwerk/bus';
import { writeOnce } from './write-once.js';

describe('a file that is written once', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'write-once-'));
    file = join(folder, 'deep', 'key');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const text = () => readFileSync(file, 'utf8');

  it('stands whole, for its owner alone, with nothing beside it', () => {
    expect([writeOnce(file, 'first'), writeOnce(file, 'second'), text()]).toEqual([true, false, 'first']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['key']);
  });

  it('replaces an empty one, which a cut-off writer left', () => {
    writeOnce(file, 'first');
    writeFileSync(file, '');
    expect([writeOnce(file, 'second'), text()]).toEqual([true, 'second']);
    expect(readdirSync(join(folder, 'deep'))).toEqual(['key']);
  });

  it('lets one process at a time repair, and does not wait for one that is gone', () => {
    writeOnce(file, 'first');
    writeFileSync(file, '');
    writeFileSync(`${file}.lock`, '');
    expect(() => writeOnce(file, 'second')).toThrow(UnavailableError);
    const long = new Date(Date.now() - 60_000);
    utimesSync(`${file}.lock`, long, long);
    // The first call finds that nobody holds the lock, the next one takes it.
    expect(() => writeOnce(file, 'second')).toThrow(UnavailableError);
    expect([writeOnce(file, 'second'), text()]).toEqual([true, 'second']);
  });

  it('is unavailable where the disk takes nothing', () => {
    writeFileSync(join(folder, 'deep'), 'a file, not a folder');
    expect(() => writeOnce(file, 'first')).toThrow(UnavailableError);
  });
});
