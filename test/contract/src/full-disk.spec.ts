import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

/**
 * Runs a program whose files cannot grow beyond so many bytes. To a writer that is what a full disk is: a write that is cut
 * short, then one that is refused; and it takes no rights to arrange.
 */
async function runWithFilesUpTo(bytes: number, program: string): Promise<unknown> {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('@stellwerk/local-state')).href;
  const source = `
    const { LocalStore, writeOnce } = await import(${JSON.stringify(library)});
    const attempt = (work) => { try { return work(); } catch (error) { return error.name + ': ' + error.message; } };
    const answer = (value) => process.stdout.write(JSON.stringify(value));
    ${program}
  `;
  const blocks = bytes / 512;
  const argv = ['-c', `ulimit -f ${blocks}; exec "$0" --input-type=module --eval "$1"`, process.execPath, source];
  const child = spawn('sh', argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return JSON.parse(output);
}

describe('local state on a full disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'full-disk-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('refuses a transaction whole, keeps those before it, and goes on where one fits', async () => {
    const program = `
      const store = LocalStore.open(${JSON.stringify(join(folder, 'state.mdb'))}, { maxTables: 1 });
      const table = store.table('rows');
      const write = (batch, rows) => attempt(() => store.transaction(() => {
        for (let row = 0; row < rows; row += 1) table.put([batch, row], 'x'.repeat(200));
        return 'stored';
      }));
      let batches = 0;
      while (write(batches, 500) === 'stored') batches += 1;
      answer({
        batches,
        refused: write(batches, 500),
        lastOfBefore: table.has([batches - 1, 499]),
        firstOfRefused: table.has([batches, 0]),
        small: write('small', 1),
      });
      await store.close();
    `;
    expect(await runWithFilesUpTo(1_048_576, program)).toEqual({
      batches: expect.any(Number),
      refused: expect.stringMatching(/^UnavailableError: local state \((?:EIO|EFBIG|ENOSPC)\) unavailable$/),
      lastOfBefore: true,
      firstOfRefused: false,
      small: 'stored',
    });
  });

  it('leaves no name behind for a file that could not be written, so the next attempt can', async () => {
    const file = join(folder, 'key');
    const write = `answer(attempt(() => writeOnce(${JSON.stringify(file)}, 'secret')));`;
    expect(await runWithFilesUpTo(0, write)).toBe('UnavailableError: local state (EFBIG) unavailable');
    expect(readdirSync(folder)).toEqual([]);
    expect(await runWithFilesUpTo(1_024, write)).toBe(true);
  });
});
