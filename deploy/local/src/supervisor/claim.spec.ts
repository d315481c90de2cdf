import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, type ProcessRecord, recordOf } from '../process/process-identity.js';
import { type ClaimOptions, claimState, endOrphans } from './claim.js';
import { readStateFile, type StateFileContent } from './state-file.js';

/** A program that ends only when forced. */
async function stubborn(): Promise<ProcessRecord> {
  const child = spawn(process.execPath, ['-e', `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`]);
  await once(child, 'spawn');
  return recordOf(child.pid as number) as ProcessRecord;
}

describe('claim of a state folder', () => {
  let folder: string;
  let options: ClaimOptions;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stellwerk-claim-'));
    options = {
      file: join(folder, 'supervisor.json'),
      stateDir: folder,
      portBase: 4600,
      controlPort: 4630,
      now: () => new Date('2026-11-24T10:00:00Z'),
      onProgress: () => {},
    };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const stale = (parts: StateFileContent['parts']): StateFileContent => ({
    version: 1,
    supervisor: { pid: process.pid, identity: 'an earlier process' },
    startedAt: '2026-11-23T10:00:00.000Z',
    portBase: 4600,
    controlPort: 4630,
    parts,
  });

  it('records who runs what, and is gone after release', async () => {
    const claim = await claimState(options);
    claim.record([{ name: 'self', pid: process.pid }]);
    expect(readStateFile(options.file)).toMatchObject({
      supervisor: recordOf(process.pid),
      portBase: 4600,
      parts: [{ name: 'self', ...recordOf(process.pid) }],
    });
    claim.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is given to one at a time', async () => {
    const claims = await Promise.allSettled([claimState(options), claimState(options), claimState(options)]);
    expect(claims.filter((claim) => claim.status === 'fulfilled')).toHaveLength(1);
    const refused = claims.filter((claim) => claim.status === 'rejected');
    for (const { reason } of refused) {
      expect(reason).toMatchObject({ code: 'LOC_ALREADY_RUNNING', fix: expect.stringContaining('stellwerk down') });
    }
  });

  it('takes over from a supervisor that vanished, and ends what it left', async () => {
    const orphan = await stubborn();
    writeFileSync(options.file, JSON.stringify(stale([{ name: 'kafka', ...orphan }])));
    process.kill(orphan.pid, 'SIGKILL');
    const claim = await claimState(options);
    expect(isAlive(orphan)).toBe(false);
    expect(readStateFile(options.file)?.supervisor).toEqual(recordOf(process.pid));
    claim.release();
  });

  it.each(['', 'null', '{"version":2}', 'not json'])('does not guess at the state file %j', async (content) => {
    writeFileSync(options.file, content);
    await expect(claimState(options)).rejects.toMatchObject({ code: 'LOC_STATE_UNREADABLE' });
    expect(readFileSync(options.file, 'utf8')).toBe(content);
  });

  it('kills recorded processes that outlive the grace time', async () => {
    const orphan = await stubborn();
    expect(await endOrphans([{ name: 'kafka', ...orphan }], () => {}, 50)).toBe(1);
    expect(isAlive(orphan)).toBe(false);
  });

  it('spares a process that merely has the id of a recorded one', async () => {
    const stranger = await stubborn();
    const record = { name: 'kafka', pid: stranger.pid, identity: 'an earlier process' };
    expect(await endOrphans([record], () => {}, 50)).toBe(0);
    expect(isAlive(stranger)).toBe(true);
    process.kill(stranger.pid, 'SIGKILL');
  });

  it('leaves no drafts behind', async () => {
    const claim = await claimState(options);
    for (let i = 0; i < 5; i++) claim.record([]);
    expect(readdirSync(folder)).toEqual(['supervisor.json']);
    claim.release();
    expect(existsSync(options.file)).toBe(false);
  });
});
