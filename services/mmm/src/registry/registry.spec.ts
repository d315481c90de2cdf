import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { record, smallPanel } from '../testing/fits.js';
import { FitRegistry } from './registry.js';

const runId = (number: number) => `b7d9f3c4-1111-5222-8333-44445555${String(number).padStart(4, '0')}`;
const requestedAt = (number: number) => new Date(Date.UTC(2026, 10, number)).toISOString();

describe('the model registry', () => {
  let stateDir: string;
  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'mmm-registry-'));
  });
  afterEach(() => rm(stateDir, { recursive: true }));

  const filled = async (...numbers: number[]) => {
    const registry = await FitRegistry.open(stateDir);
    for (const number of numbers) {
      const state = { state: 'published', isTold: true } as const;
      await registry.add(record({ runId: runId(number), requestedAt: requestedAt(number), ...state }), smallPanel);
    }
    return registry;
  };

  it('has everything again after the process has ended', async () => {
    const before = await filled(1, 2);
    await before.write(record({ runId: runId(1), state: 'refused', failedChecks: [], requestedAt: requestedAt(1) }));
    const after = await FitRegistry.open(stateDir);
    expect(after.list()).toEqual(before.list());
    expect(after.list().map((one) => [one.runId, one.state])).toEqual([
      [runId(2), 'published'],
      [runId(1), 'refused'],
    ]);
    expect(await after.readPanel(runId(2))).toEqual(smallPanel);
  });

  it('passes over a record that cannot be read, and says which', async () => {
    const before = await filled(1, 2);
    await writeFile(before.folderOf(runId(1)).record, '{"runId": 7');
    const after = await FitRegistry.open(stateDir);
    expect([after.damaged, after.list().map((one) => one.runId)]).toEqual([[runId(1)], [runId(2)]]);
  });

  it('removes the oldest runs of a model, but no champion and none under way', async () => {
    const registry = await filled(1, 2, 3, 4, 5);
    await registry.write(record({ runId: runId(2), requestedAt: requestedAt(2), state: 'running' }));
    const gone = await registry.prune('demo', 'orders', 1, (id) => id === runId(4));
    expect(gone.sort()).toEqual([runId(1), runId(3)]);
    const left = [runId(5), runId(4), runId(2)];
    expect(registry.list().map((one) => one.runId)).toEqual(left);
    expect((await FitRegistry.open(stateDir)).list().map((one) => one.runId)).toEqual(left);
  });

  it('knows no fit that it does not have', async () => {
    const registry = await filled();
    expect(() => registry.require(runId(9))).toThrow(expect.objectContaining({ code: 'MMM_FIT_UNKNOWN' }));
  });
});
