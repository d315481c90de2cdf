import { consentChanged, type Purpose, purposes } from '@stellwerk/contracts';
import { createMemoryBus } from '../memory/memory-bus.js';
import { headersOf, toMessage } from '../message/to-message.js';
import { type ConsentChange, createConsentTable } from './consent-table.js';

const device = `device:${'0'.repeat(32)}`;
const login = `login:${'1'.repeat(32)}`;
const envelope = { id: 'c-1', time: '2026-11-24T10:00:00.000Z', source: 'web', tenant: 'demo' };

const change = (personKey: string, allowed: readonly Purpose[]) => {
  const [example] = consentChanged.examples;
  const payload = { ...(example?.payload as ConsentChange), personKey, purposes: [...allowed] };
  return toMessage(consentChanged, payload, envelope);
};

describe('consent table', () => {
  it('answers what may be served, from history and live, and across the keys of a person', async () => {
    const bus = createMemoryBus();
    await bus.publish([change(device, ['analytics_store'])]);
    const table = await createConsentTable(bus);
    await table.ready;
    expect(table.mayServe('demo', [device], 'analytics_store')).toBe(true);
    expect(table.mayServe('demo', [device], 'ad_profile')).toBe(false);
    expect(table.mayServe('demo', [login], 'ad_profile')).toBe(true);
    expect(table.mayServe('demo', [login, device], 'ad_profile')).toBe(false);
    expect(table.mayServe('other', [device], 'ad_profile')).toBe(true);
    await bus.publish([change(login, ['ad_profile'])]);
    expect(table.permitted('demo', [login, device], purposes)).toEqual([]);
    await bus.publish([change(device, purposes)]);
    expect(table.permitted('demo', [login, device], purposes)).toEqual(['ad_profile']);
    expect(table.ceiling('demo', device)).toBeUndefined();
    await table.stop();
  });

  it('serves nothing for a key whose statement cannot be read, and anything again once it is withdrawn', async () => {
    const bus = createMemoryBus();
    const table = await createConsentTable(bus);
    const key = `demo/${device}`;
    const headers = headersOf(consentChanged.type, envelope);
    await bus.publish([{ topic: consentChanged.type, key, value: Buffer.from('{}'), headers }]);
    expect(table.permitted('demo', [device], purposes)).toEqual([]);
    await bus.publish([{ topic: consentChanged.type, key, value: null, headers }]);
    expect(table.permitted('demo', [device], purposes)).toEqual(purposes);
  });
});
