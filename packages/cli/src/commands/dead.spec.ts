import type { DeadLetterWithOriginal } from '@stellwerk/bus';
import { showLetter } from './dead.js';

const letter: DeadLetterWithOriginal = {
  id: 'warehouse.dead.v1/0/41',
  at: '2026-11-24T10:00:00.000Z',
  code: 'WHS_ROW_INVALID',
  step: 'map',
  detail: 'value',
  attempts: 1,
  group: 'warehouse',
  original: 'tracking.event.v1/3/7',
  tenant: 'demo',
  eventId: '',
  traceId: '',
  bytes: 3,
  replayedAt: [],
  key: 'demo/device',
  headers: { ce_type: 'tracking.event.v1' },
  value: Buffer.from([0xff, 0x0a, 0x00]),
};

async function shown(given: DeadLetterWithOriginal, options: { json?: boolean } = {}) {
  const printed = { lines: [] as string[], reported: [] as string[], bytes: [] as Uint8Array[] };
  await showLetter(given, options, {
    write: (line) => void printed.lines.push(line),
    report: (line) => void printed.reported.push(line),
    writeBytes: async (bytes) => void printed.bytes.push(bytes),
  });
  return printed;
}

describe('a dead letter', () => {
  it('is shown byte for byte, with everything else beside it', async () => {
    const { lines, reported, bytes } = await shown(letter);
    expect(lines).toEqual([]);
    expect(Buffer.concat(bytes)).toEqual(letter.value);
    expect(reported).toContain('code: WHS_ROW_INVALID');
    expect(reported).toContain('header ce_type: tracking.event.v1');
    expect(reported.some((line) => line.endsWith(': '))).toBe(false);
  });

  it('is one JSON document with its bytes as base64', async () => {
    const { lines, reported, bytes } = await shown(letter, { json: true });
    expect(JSON.parse(lines.join())).toEqual({ ...letter, value: '/woA' });
    expect([reported, bytes]).toEqual([[], []]);
  });

  it('may have no bytes', async () => {
    const { reported, bytes } = await shown({ ...letter, value: null });
    expect(bytes).toEqual([]);
    expect(reported.at(-1)).toContain('no bytes');
    expect(JSON.parse((await shown({ ...letter, value: null }, { json: true })).lines.join()).value).toBeNull();
  });
});
