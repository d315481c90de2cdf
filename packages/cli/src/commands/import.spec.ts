import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importKindNames } from '@stellwerk/contracts';
import { parseMapping } from '@stellwerk/import';
import { parse } from 'yaml';
import { CommandFailed, runCommand } from '../testing/run-command.js';

const examples = join(import.meta.dirname, '../../../import/examples');

describe('stellwerk import', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const run = (...args: string[]) => runCommand(['import', ...args], {});
  const failure = async (...args: string[]): Promise<CommandFailed> => {
    const error = await run(...args).catch((reason: unknown) => reason);
    if (error instanceof CommandFailed) return error;
    throw new Error('the command did not fail');
  };

  it.each(importKindNames)('prints a mapping for %s that fits its schema', async (kind) => {
    const { lines } = await run('--template', kind);
    expect(parseMapping(parse(lines.join('\n'))).kind).toBe(kind);
  });

  it.each([
    ['orders', 'orders-german', '3 rows: 3 good, 0 bad; nothing was sent'],
    ['persons', 'persons', '3 rows: 3 good, 0 bad; nothing was sent'],
    ['ad-cost', 'ad-cost-report', '2 rows: 2 good, 0 bad; nothing was sent'],
  ])('reads %s of %s without a platform', async (kind, name, expected) => {
    const path = join(examples, name);
    const { lines } = await run(
      kind,
      `${path}.csv`,
      '--mapping',
      `${path}.yaml`,
      '--dry-run',
      '--report',
      join(folder, 'r.csv'),
    );
    expect(lines).toEqual([expected]);
    expect(existsSync(join(folder, 'r.csv'))).toBe(false);
  });

  it('says what it took a file for', async () => {
    const path = join(examples, 'orders-german');
    const { reported } = await run('orders', `${path}.csv`, '--mapping', `${path}.yaml`, '--dry-run', '--no-report');
    expect(reported).toEqual(['orders-german.csv: CSV, Windows-1252, delimiter ;, 3 rows', 'left out: Gekürzt']);
  });

  const BAD =
    'order_id,time,total,email\nA-1,2026-11-20Z,=1+1,ada@example.org\nA-2,2026-02-31,1,x\nA-3,2026-11-20,1,\n';

  it.each([
    [
      'CSV, in which no formula runs',
      'bad.csv',
      [
        'row,line,column,field,code,problem,value,fix',
        '2,2,time,time,IMP_DATE_INVALID,time is not a date written as iso,2026-11-20Z,"set ""dates"" of the mapping to how the file writes them"',
        `2,2,total,total,IMP_NUMBER_INVALID,total is not a number written as plain,'=1+1,"compare ""numbers"" of the mapping: german is 1.234,56, english is 1,234.56, plain is 1234.56"`,
        '3,3,time,time,IMP_DATE_NONEXISTENT,time is a day that does not exist,2026-02-31,correct it',
      ],
    ],
    [
      'JSONL',
      'bad.jsonl',
      [
        expect.stringContaining('"row":2'),
        expect.stringContaining('"column":"total"'),
        expect.stringContaining('"row":3'),
      ],
    ],
  ])('reports every bad row as %s', async (_title, name, expected) => {
    const report = join(folder, name);
    const mapping = file('m.yaml', 'currency: EUR\ntimezone: Europe/Berlin\n');
    const path = file('orders.csv', BAD);
    const { code, message, printed } = await failure(
      'orders',
      path,
      '--mapping',
      mapping,
      '--dry-run',
      '--report',
      report,
    );
    expect([code, message]).toEqual(['CLI_ROWS_REFUSED', '2 of 3 rows were refused']);
    expect(printed.lines).toEqual(['3 rows: 1 good, 2 bad; nothing was sent']);
    expect(readFileSync(report, 'utf8').trimEnd().split('\n')).toEqual(expected);
    expect(printed.reported.join('\n')).toContain('IMP_NUMBER_INVALID: compare "numbers"');
  });

  it.each<[string, string[], string]>([
    ['no file', ['orders', '/no/such/file', '--dry-run'], 'CLI_FILE_UNREADABLE'],
    ['an unknown kind', ['order', 'x', '--dry-run'], 'IMP_KIND_UNKNOWN'],
    ['no tenant', ['orders', 'x'], 'CLI_OPTION_INVALID'],
    ['no source', ['orders', 'x', '--tenant', 'demo'], 'CLI_OPTION_INVALID'],
    ['nothing', [], 'CLI_OPTION_INVALID'],
    ['no platform', ['orders', 'x', '--tenant', 'demo', '--source', 'web'], 'CLI_PLATFORM_NOT_FOUND'],
  ])('fails with %s', async (_title, args, code) => {
    expect(await failure(...args)).toMatchObject({ code });
  });

  it.each([
    ['no YAML', 'columns: [', 'CLI_DOCUMENT_INVALID'],
    ['a setting that does not exist', 'delimiter: ";"', 'IMP_MAPPING_INVALID'],
  ])('fails where the mapping is %s', async (_title, text, code) => {
    const path = file('orders.csv', BAD);
    expect(await failure('orders', path, '--mapping', file('m.yaml', text), '--dry-run')).toMatchObject({ code });
  });

  describe('with a platform', () => {
    let server: Server;
    const asked: string[] = [];
    beforeEach(async () => {
      asked.length = 0;
      server = createServer((request, response) => {
        asked.push(`${request.method} ${request.url}`);
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ currency: 'CHF', timezone: 'Europe/Zurich' }));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    afterEach(() => {
      server.closeAllConnections();
      server.close();
    });

    it('sends nothing of a file that is mostly bad, and judges it by what the tenant says', async () => {
      const trackingUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const args = ['import', 'orders', file('orders.csv', BAD), '--tenant', 'demo', '--source', 'web'];
      const report = join(folder, 'why.csv');
      const error = await runCommand([...args, '--report', report], {
        kafkaBrokers: 'unused:1',
        trackingUrl,
        token: 'secret',
      }).catch((reason) => reason);
      expect(error).toMatchObject({
        code: 'CLI_TOO_MANY_BAD_ROWS',
        message: '2 of 3 rows cannot be imported, so nothing was sent',
      });
      expect(asked).toEqual(['GET /v1/import/orders?tenant=demo&source=web']);
      expect(readFileSync(report, 'utf8').trimEnd().split('\n')).toHaveLength(4);
      expect(error.printed.reported.at(-1)).toBe(`every bad row: ${report}`);
    });
  });
});
