import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { FakeDoor } from '../testing/fake-door.js';
import { runCommand } from '../testing/run-command.js';

const ID = '5f0c2f3b-6a1d-5e8f-9a7b-3c2d1e0f4a5b';
/** Neither UTF-8 nor the end of a line. */
const ODD = Buffer.from([0x7b, 0xff, 0x00, 0x0d, 0x0a, 0xc3, 0x0a]);
const PACKED = gzipSync('{"batch":[');

describe('what the door refused', () => {
  let door: FakeDoor;
  let folder: string;
  let trackingUrl: string;
  beforeEach(async () => {
    door = new FakeDoor();
    trackingUrl = await door.open();
    folder = mkdtempSync(join(tmpdir(), 'rejected-'));
  });
  afterEach(() => {
    door.close();
    rmSync(folder, { recursive: true });
  });

  const run = (...args: string[]) =>
    runCommand(['rejected', ...args, '--tenant', 'demo'], { kafkaBrokers: 'unused:1', trackingUrl, token: 'secret' });
  const holds = (original: Buffer, more: object = {}) => {
    const body = { code: 'TRK_NOT_JSON', field: '(body)', detail: 'the body is not JSON', scope: 'request', ...more };
    door.answer = { status: 200, body: { ...body, original: original.toString('base64') } };
  };

  it('is shown byte for byte, with why beside it', async () => {
    holds(ODD, { contentType: 'application/json' });
    const { bytes, lines, reported } = await run('show', ID);
    expect(bytes).toEqual(ODD);
    expect(lines).toEqual([]);
    expect(reported).toEqual([
      'TRK_NOT_JSON in (body): the body is not JSON',
      'original of the request: application/json',
    ]);
  });

  it('goes byte for byte into a file that nobody else can read', async () => {
    holds(ODD);
    const file = join(folder, 'original');
    expect((await run('show', ID, '--out', file)).bytes).toHaveLength(0);
    expect(readFileSync(file)).toEqual(ODD);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is base64 in a JSON document', async () => {
    holds(ODD);
    const { lines, bytes } = await run('show', ID, '--json');
    expect(JSON.parse(lines.join())).toMatchObject({ code: 'TRK_NOT_JSON', original: ODD.toString('base64') });
    expect(bytes).toHaveLength(0);
  });

  it.each<[title: string, args: string[], more: object, expected: Buffer]>([
    ['as it came', [], { contentEncoding: 'gzip' }, PACKED],
    ['unpacked on request', ['--unpack'], { contentEncoding: 'gzip' }, Buffer.from('{"batch":[')],
    ['unpacked although its sender did not say that it is packed', ['--unpack'], {}, Buffer.from('{"batch":[')],
  ])('that was packed is shown %s', async (_title, args, more, expected) => {
    holds(PACKED, more);
    expect((await run('show', ID, ...args)).bytes).toEqual(expected);
  });

  it('that was never packed stays what it is when it is to be unpacked', async () => {
    holds(ODD, { contentEncoding: 'identity' });
    expect((await run('show', ID, '--unpack')).bytes).toEqual(ODD);
  });

  it.each(['gzip', 'br', 'deflate'])('that is no complete %s stream says so', async (contentEncoding) => {
    holds(contentEncoding === 'gzip' ? PACKED.subarray(0, -9) : ODD, { contentEncoding });
    await expect(run('show', ID, '--unpack')).rejects.toMatchObject({ code: 'CLI_ORIGINAL_BROKEN' });
  });

  const LINES = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `${(index * 7_919) % 100_003}\n`).join(''));
  it.each<[string, Buffer]>([
    ['gzip', gzipSync(LINES)],
    ['deflate', deflateSync(LINES)],
    ['br', brotliCompressSync(LINES)],
  ])('is unpacked as far as it goes where only its beginning is kept: %s', async (contentEncoding, packed) => {
    const keptBytes = Math.floor(packed.length / 2);
    holds(packed.subarray(0, keptBytes), { contentEncoding, bytes: packed.length, keptBytes });
    const { bytes, reported } = await run('show', ID, '--unpack');
    expect(bytes).toEqual(LINES.subarray(0, bytes?.length));
    expect(bytes?.length).toBeGreaterThan(0);
    expect(reported.at(-1)).toBe(
      `only its first ${keptBytes} of ${packed.length} bytes are kept: mended bytes must come from its sender`,
    );
  });

  it('closes a file that is there already to others, before it writes into it', async () => {
    holds(ODD);
    const file = join(folder, 'mine');
    writeFileSync(file, 'of old, and longer than what comes', { mode: 0o644 });
    chmodSync(file, 0o644);
    await run('show', ID, '--out', file);
    expect([readFileSync(file), statSync(file).mode & 0o777]).toEqual([ODD, 0o600]);
  });

  it('can be edited and sent again, packed or not', async () => {
    holds(PACKED, { contentEncoding: 'gzip' });
    const file = join(folder, 'mended.json');
    await run('show', ID, '--unpack', '--out', file);
    writeFileSync(file, `${readFileSync(file, 'utf8')}]}`);
    door.answer = { status: 200, body: { requestId: 'r', kept: 2, rejected: 0, withoutConsent: 1 } };
    expect((await run('fix', ID, '--file', file)).lines).toEqual(['2 kept, 0 refused anew, 1 without consent to keep']);
    expect(door.asked.at(-1)).toEqual({
      method: 'POST',
      url: `/v1/rejected/${ID}/replay`,
      body: { tenant: 'demo', fixed: Buffer.from('{"batch":[]}').toString('base64') },
    });
  });

  it.each([['replay'], ['fix', '--file', '/dev/null']])(
    'fails where %s leaves events that are refused',
    async (...args) => {
      door.answer = { status: 200, body: { requestId: 'r', kept: 1, rejected: 2, withoutConsent: 0 } };
      const [command = '', ...more] = args;
      await expect(run(command, ID, '--json', ...more)).rejects.toMatchObject({
        code: 'CLI_STILL_REFUSED',
        message: '2 of the events are still refused',
        printed: { lines: [JSON.stringify(door.answer.body)] },
      });
    },
  );

  const OTHER = '6a1d5f0c-2f3b-5e8f-9a7b-3c2d1e0f4a5b';
  const accepted = { requestId: 'r', kept: 2, rejected: 0, withoutConsent: 1 };

  it('goes again in any number', async () => {
    door.answer = { status: 200, body: accepted };
    const { lines } = await run('replay', ID, OTHER);
    expect(lines).toEqual(['2 sent again: 4 kept, 0 refused anew, 2 without consent to keep, 0 refused as before']);
    expect(door.asked.map(({ url }) => url)).toEqual([`/v1/rejected/${ID}/replay`, `/v1/rejected/${OTHER}/replay`]);
  });

  it('goes again by the code that it was refused with, as far as all of it is kept', async () => {
    const one = (rejectedId: string, code: string, more: object = {}) => ({
      rejectedId,
      code,
      at: '2026-11-24T10:00:00.000Z',
      hasOriginal: true,
      ...more,
    });
    const third = '7b7b5f0c-2f3b-5e8f-9a7b-3c2d1e0f4a5b';
    const listed = [
      one(ID, 'TRK_EVENT_INVALID'),
      one(OTHER, 'TRK_NOT_JSON'),
      one(third, 'TRK_EVENT_INVALID', { hasOriginal: false }),
      one(third, 'TRK_EVENT_INVALID', { keptBytes: 7 }),
    ];
    door.next.push({ status: 200, body: { rejected: listed } });
    door.answer = { status: 200, body: accepted };
    const { lines } = await run('replay', '--code', 'TRK_EVENT_INVALID', '--json');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      { originals: 1, kept: 2, rejected: 0, withoutConsent: 1, refusals: [] },
    ]);
    expect(door.asked.map(({ method, url }) => [method, url])).toEqual([
      ['GET', '/v1/rejected?tenant=demo&limit=1000'],
      ['POST', `/v1/rejected/${ID}/replay`],
    ]);
  });

  it('is told of each that is refused as before, and keeps back none of the others', async () => {
    const problem = { code: 'TRK_EVENT_INVALID', detail: 'event: needs a name', fix: 'mend it' };
    door.answer = { status: 400, body: problem };
    await expect(run('replay', ID, OTHER)).rejects.toMatchObject({
      code: 'CLI_STILL_REFUSED',
      printed: {
        lines: [
          `${ID} TRK_EVENT_INVALID: event: needs a name`,
          `${OTHER} TRK_EVENT_INVALID: event: needs a name`,
          '2 sent again: 0 kept, 0 refused anew, 0 without consent to keep, 2 refused as before',
        ],
      },
    });
  });

  it('ends at once where the door is away, or lets nobody in', async () => {
    for (const [status, code] of [
      [503, 'SVC_UNAVAILABLE'],
      [403, 'SVC_FORBIDDEN'],
    ] as const) {
      door.asked.length = 0;
      door.answer = { status, body: { code, detail: 'no', fix: 'wait' } };
      await expect(run('replay', ID, OTHER)).rejects.toMatchObject({ code });
      expect(door.asked).toHaveLength(1);
    }
  });

  it.each([[['replay']], [['replay', ID, '--code', 'TRK_NOT_JSON']]])('is to be named: %j', async (args) => {
    await expect(run(...args)).rejects.toMatchObject({ code: 'CLI_OPTION_INVALID' });
  });

  it('is refused with the code and remedy of the service itself', async () => {
    const problem = { code: 'TRK_SEAL_DESTROYED', detail: 'its key is gone', fix: 'mend it with "rejected fix"' };
    door.answer = { status: 410, body: problem };
    await expect(run('show', ID)).rejects.toMatchObject({
      code: 'TRK_SEAL_DESTROYED',
      message: 'its key is gone',
      cause: { fix: 'mend it with "rejected fix"' },
    });
  });

  it.each<[status: number, body: unknown, code: string, message: string]>([
    [500, { code: 'SVC_INTERNAL', detail: 'a defect', fix: 'report it', traceId: 'abc' }, 'SVC_INTERNAL', 'trace abc'],
    [200, '<html>', 'CLI_ANSWER_REFUSED', 'tracking answers with status 200'],
    [502, 'null', 'CLI_ANSWER_REFUSED', 'tracking answers with status 502'],
    [502, '<html>', 'CLI_ANSWER_REFUSED', 'tracking answers with status 502'],
  ])('says of the answer %d %j who answered and how to find out more', async (status, body, code, message) => {
    door.answer = { status, body };
    await expect(run('show', ID)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it('says when nothing answers at all', async () => {
    door.close();
    await expect(run('show', ID)).rejects.toMatchObject({
      code: 'CLI_UNAVAILABLE',
      message: 'tracking does not answer',
    });
  });

  it('needs a file that can be read and one that can be written', async () => {
    holds(ODD);
    const missing = join(folder, 'no', 'such', 'file');
    const expected = { code: 'CLI_FILE_UNREADABLE', message: `cannot use ${missing}: no such file or directory` };
    await expect(run('fix', ID, '--file', missing)).rejects.toMatchObject(expected);
    await expect(run('show', ID, '--out', missing)).rejects.toMatchObject(expected);
  });
});
