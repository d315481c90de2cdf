import { linkSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSealer } from './sealer.js';

const bytes = Buffer.from([0, 255, 1, 254]);
const monday = new Date('2026-11-23T12:00:00.000Z');

describe('sealer', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sealer-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('gives the original back byte for byte, also to another process', () => {
    const sealed = createSealer(folder).seal('demo', bytes, monday);
    expect(sealed.keyId).toBe('demo/2026-11-23');
    expect(createSealer(folder).open(sealed)).toEqual(bytes);
  });

  it('keeps its keys to the owner', () => {
    createSealer(folder).seal('demo', bytes, monday);
    expect(statSync(join(folder, 'demo/2026-11-23.key')).mode & 0o777).toBe(0o600);
  });

  it('destroys the draft of a key as well, which a process that was killed left behind', () => {
    const sealer = createSealer(folder);
    sealer.seal('demo', bytes, monday);
    linkSync(join(folder, 'demo/2026-11-23.key'), join(folder, 'demo/.2026-11-23.key.0f0f'));
    expect(sealer.destroyOlderThan('demo', 0, new Date('2026-11-24T00:00:00.000Z'))).toBe(1);
    expect(readdirSync(join(folder, 'demo'))).toEqual([]);
  });

  it('never seals the same bytes alike', () => {
    const sealer = createSealer(folder);
    expect(sealer.seal('demo', bytes, monday).ciphertext).not.toBe(sealer.seal('demo', bytes, monday).ciphertext);
  });

  it('refuses a box that was changed or moved to another tenant', () => {
    const sealer = createSealer(folder);
    const sealed = sealer.seal('demo', bytes, monday);
    sealer.seal('other', bytes, monday);
    expect(() => sealer.open({ ...sealed, ciphertext: Buffer.from('evil').toString('base64') })).toThrow();
    expect(() => sealer.open({ ...sealed, keyId: 'other/2026-11-23' })).toThrow();
    expect(() => sealer.open({ ...sealed, keyId: '../demo/2026-11-23' })).toThrow('malformed');
  });

  it.each([
    ['2026-11-26T23:59:59.000Z', 0],
    ['2026-11-27T00:00:00.000Z', 1],
  ])('with 72 hours at %s destroys %i keys of Monday', (now, destroyed) => {
    const sealer = createSealer(folder);
    const sealed = sealer.seal('demo', bytes, monday);
    expect(sealer.destroyOlderThan('demo', 72, new Date(now))).toBe(destroyed);
    expect(sealer.open(sealed)).toEqual(destroyed === 0 ? bytes : null);
  });
});
