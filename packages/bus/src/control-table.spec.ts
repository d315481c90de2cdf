import type { ControlDocument } from '@stellwerk/contracts';
import { createControlTable, publishControlDocument } from './control-table.js';
import { createMemoryBus } from './memory/memory-bus.js';

const tenant = (displayName: string, version: number): ControlDocument<'tenant'> => ({
  kind: 'tenant',
  tenant: 'demo',
  name: 'demo',
  version,
  spec: { displayName, currency: 'EUR', timezone: 'Europe/Berlin', region: 'DE' },
  by: 'test',
  at: '2026-11-24T10:00:00.000Z',
});

describe('control table', () => {
  it('holds the latest version, from history and live', async () => {
    const bus = createMemoryBus();
    await publishControlDocument(bus, tenant('Old', 1));
    await publishControlDocument(bus, tenant('Shop', 2));
    const control = await createControlTable(bus);
    await control.ready;
    expect(control.get('tenant', 'demo', 'demo')?.spec.displayName).toBe('Shop');
    const changes: string[] = [];
    const stop = control.onChange((key) => changes.push(key));
    await publishControlDocument(bus, tenant('Laden', 3));
    stop();
    await publishControlDocument(bus, tenant('Store', 4));
    expect(control.all('tenant').map((document) => document.spec.displayName)).toEqual(['Store']);
    expect(changes).toEqual(['tenant/demo/demo']);
  });

  it('forgets what is withdrawn', async () => {
    const bus = createMemoryBus();
    const control = await createControlTable(bus);
    await publishControlDocument(bus, tenant('Shop', 1));
    await publishControlDocument(bus, { ...tenant('Shop', 2), spec: null });
    expect(control.get('tenant', 'demo', 'demo')).toBeUndefined();
  });

  it('never uses a document that does not fit, not even its former version, and names it', async () => {
    const bus = createMemoryBus();
    const control = await createControlTable(bus);
    await publishControlDocument(bus, tenant('Shop', 1));
    const [good] = bus.messages('control.document.v1');
    const broken = { ...tenant('Shop', 2), spec: { displayName: 7 } };
    await bus.publish([
      {
        topic: 'control.document.v1',
        key: good?.key ?? '',
        value: Buffer.from(JSON.stringify(broken)),
        headers: good?.headers ?? {},
      },
    ]);
    expect(control.get('tenant', 'demo', 'demo')).toBeUndefined();
    expect(control.invalid()).toEqual(['tenant/demo/demo']);
  });

  it('refuses to publish what does not fit', async () => {
    await expect(
      publishControlDocument(createMemoryBus(), { ...tenant('Shop', 1), spec: { displayName: 7 } }),
    ).rejects.toThrow();
  });
});
