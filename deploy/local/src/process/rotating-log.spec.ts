import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RotatingLog } from './rotating-log.js';

describe('rotating log', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stellwerk-log-'));
    file = join(folder, 'part.log');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('appends to what a former run wrote', () => {
    new RotatingLog(file).writeLine('one');
    new RotatingLog(file).writeLine('two');
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
  });

  it('keeps the newest lines within its bounds', () => {
    const log = new RotatingLog(file, { maxBytes: 100, keep: 2 });
    for (let i = 100; i < 200; i++) log.writeLine(`line ${i}`);
    expect(readdirSync(folder).sort()).toEqual(['part.log', 'part.log.1', 'part.log.2']);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThanOrEqual(100);
    expect(readFileSync(file, 'utf8')).toMatch(/line 199\n$/);
    expect(readFileSync(`${file}.1`, 'utf8').trimEnd().split('\n').at(-1)).toBe(
      `line ${Number(/line (\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) - 1}`,
    );
  });

  it('counts lines that cannot be written and notes the gap afterwards', () => {
    const log = new RotatingLog(file);
    rmSync(file);
    mkdirSync(file);
    log.writeLine('lost');
    log.writeLine('lost too');
    rmdirSync(file);
    log.writeLine('kept');
    expect(readFileSync(file, 'utf8')).toBe('[2 lines lost: the log could not be written]\nkept\n');
  });
});
