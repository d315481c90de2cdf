import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ControlTable } from '@stellwerk/bus';
import { createSealer } from './adapters/sealer.js';
import { keepsOriginals, startKeyDestruction } from './retention.js';

const MONDAY = new Date('2026-11-23T12:00:00.000Z');

describe('originals of what was rejected', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'retention-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['2026-11-24T00:59:59.000Z', ['hasty', 'usual', 'patient']],
    ['2026-11-24T01:00:00.000Z', ['usual', 'patient']],
    ['2026-11-27T00:00:00.000Z', ['patient']],
    ['2026-12-23T23:59:59.000Z', ['patient']],
    ['2026-12-24T00:00:00.000Z', []],
  ])('are at %s readable for %j: each tenant ends its own by its key', (now, readable) => {
    const sealer = createSealer(folder);
    const tenants = ['hasty', 'usual', 'patient'];
    const sealed = tenants.map((tenant) => ({ tenant, box: sealer.seal(tenant, Buffer.from(tenant), MONDAY) }));
    const documents: Record<string, object[]> = {
      // The keys end also of who is no tenant any more.
      tenant: [],
      retention: [
        { tenant: 'hasty', spec: { rejectedHours: 2 } },
        { tenant: 'hasty', spec: { rejectedHours: 1 } },
        { tenant: 'hasty', spec: { rejectedHours: 72 } },
        { tenant: 'patient', spec: { rejectedHours: 720 } },
      ],
    };
    const control = { all: (kind: string) => documents[kind] } as unknown as ControlTable;
    startKeyDestruction(sealer, control, () => new Date(now)).onModuleDestroy();
    expect(sealed.filter(({ box }) => sealer.open(box) !== null).map(({ tenant }) => tenant)).toEqual(readable);
  });

  it.each<[boolean, string[]]>([
    [true, []],
    [true, ['sealed', 'sealed']],
    [false, ['sealed', 'counted']],
    [false, ['counted', 'sealed']],
  ])('are kept: %p, where the documents say %j', (expected, said) => {
    const retention = said.map((rejectedOriginals) => ({ tenant: 'demo', spec: { rejectedOriginals } }));
    const control = { all: () => [...retention, { tenant: 'other', spec: { rejectedOriginals: 'counted' } }] };
    expect(keepsOriginals(control as unknown as ControlTable, 'demo')).toBe(expected);
  });
});
