import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryBus, headersOf, type MemoryBus, type ReceivedMessage } from '@stellwerk/bus';
import { ComponentWorker } from './component-worker.js';
import { componentCommand } from './contracts.js';
import { standardPolicy } from './policy.js';

const NOW = new Date('2026-11-24T10:00:00.000Z');

describe('an owner of containers', () => {
  let folder: string;
  let bus: MemoryBus;
  let worker: ComponentWorker;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'components-'));
    bus = createMemoryBus({ now: () => NOW });
    worker = new ComponentWorker({ bus, stateDir: folder, clock: () => NOW, policyOf: () => standardPolicy });
  });
  afterEach(async () => {
    await worker.close();
    await bus.close();
    rmSync(folder, { recursive: true });
  });

  it('makes a dead letter durable before it notes that its message is done', async () => {
    const { type: topic } = componentCommand;
    const envelope = { id: 'command', time: NOW.toISOString(), source: 'identity', tenant: 'demo' };
    const message: ReceivedMessage = {
      ...{ topic, partition: 0, offset: 0n, key: 'demo/k', value: Buffer.from('{}'), timestampMs: NOW.getTime() },
      headers: headersOf(topic, envelope),
    };
    const batch = { topic, partition: 0, messages: [message], endOffset: 1n, signal: new AbortController().signal };
    expect(await worker.handle(batch)).toEqual({});
    expect(bus.messages('identity.dead.v1')).toHaveLength(1);
    expect(await worker.resumeAt(topic, 0)).toBe(1n);
  });
});
