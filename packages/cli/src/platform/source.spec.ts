import { type Bus, type ControlTable, createControlTable, createMemoryBus } from '@stellwerk/bus';
import type { ControlKind } from '@stellwerk/contracts';
import { replayDocuments } from '../replay/replay-source.js';
import { changesTo, type WantedDocument, writeChanges } from './documents.js';
import { bareTenant, ensureOwnSource, ensureSource } from './source.js';
import { tenantDocuments } from './tenant.js';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const TENANT = 'shop';
const own = {
  tenant: TENANT,
  documents: (writeKey: string) => replayDocuments(TENANT, writeKey),
  tenantDocuments: bareTenant(TENANT),
  by: 'test',
};
/** A tenant as it is made by default: nothing is kept without a yes. */
const cautious = tenantDocuments(TENANT, {
  displayName: 'Shop',
  currency: 'CHF',
  timezone: 'Europe/Zurich',
  region: 'CH',
  writeKey: 'key-of-the-web-source',
  defaultPurposes: [],
});

describe('sources', () => {
  let bus: Bus;
  let control: ControlTable;
  beforeEach(async () => {
    bus = createMemoryBus({ now: () => NOW });
    control = await createControlTable(bus);
    await control.ready;
  });
  afterEach(async () => {
    await control.stop();
    await bus.close();
  });

  const write = (documents: readonly WantedDocument[]) => writeChanges(bus, changesTo(control, documents), 'test', NOW);
  const edit = (kind: ControlKind, name: string, change: object) => {
    const document = control.get(kind, TENANT, name);
    return write([{ kind, tenant: TENANT, name, spec: { ...document?.spec, ...change } }]);
  };
  const heard = () => new Promise((resolve) => setTimeout(resolve, 20));
  const openOwn = async () => {
    const source = await ensureOwnSource(control, bus, own, NOW);
    await heard();
    return source;
  };

  describe('of a command', () => {
    it('are made with all that governs them, and with a tenant where there is none', async () => {
      const source = await openOwn();
      expect(source).toMatchObject({ tenant: TENANT, name: 'replay', currency: 'EUR' });
      expect(source.created).toEqual([
        'tenant shop/shop',
        'identity-policy shop/default',
        'retention shop/default',
        'consent-policy shop/replay',
        'channel-rules shop/replay',
        'source shop/replay',
      ]);
      expect(control.get('source', TENANT, 'replay')?.spec.writeKey).toBe(source.writeKey);
    });

    it('stand beside what governs the tenant, in its currency', async () => {
      await write(cautious);
      await heard();
      const source = await openOwn();
      expect(source.currency).toBe('CHF');
      expect(source.created).toHaveLength(3);
      expect(control.get('consent-policy', TENANT, 'default')).toMatchObject({
        version: 1,
        spec: { defaultPurposes: [] },
      });
      expect(control.get('source', TENANT, 'web')?.version).toBe(1);
    });

    it('are the same every time', async () => {
      const first = await openOwn();
      expect(await openOwn()).toEqual({ ...first, created: [] });
    });

    it.each<[kind: ControlKind, change: object, message: string]>([
      ['consent-policy', { categories: {} }, 'consent-policy shop/replay'],
      ['channel-rules', { rules: [] }, 'channel-rules shop/replay'],
      ['source', { channelRules: 'default' }, '- channelRules "default", + channelRules "replay"'],
    ])('are refused when somebody has changed their %s', async (kind, change, message) => {
      await openOwn();
      await edit(kind, 'replay', change);
      await heard();
      await expect(openOwn()).rejects.toMatchObject({
        code: 'CLI_SOURCE_UNFIT',
        message: expect.stringContaining(message),
      });
    });

    it('are refused when somebody has disabled them', async () => {
      await openOwn();
      await edit('source', 'replay', { enabled: false });
      await heard();
      await expect(openOwn()).rejects.toMatchObject({ code: 'CLI_SOURCE_DISABLED' });
    });
  });

  describe('of a tenant', () => {
    const open = (name?: string) => ensureSource(control, bus, { tenant: TENANT, name, by: 'test' }, NOW);
    const more = (name: string, enabled = true): WantedDocument => {
      const spec = { ...cautious.find(({ kind }) => kind === 'source')?.spec, writeKey: `key-of-the-source-${name}` };
      return { kind: 'source', tenant: TENANT, name, spec: { ...spec, enabled } };
    };

    it.each<[title: string, sources: WantedDocument[], name: string | undefined, found: string]>([
      ['the usual one', [more('app')], undefined, 'web'],
      ['the one named', [more('app')], 'app', 'app'],
      ['the first that is enabled', [more('web', false), more('b'), more('a', false), more('c')], undefined, 'b'],
    ])('are found: %s', async (_title, sources, name, found) => {
      await write([...cautious, ...sources]);
      await heard();
      expect(await open(name)).toMatchObject({ name: found, currency: 'CHF', created: [] });
    });

    it.each<[title: string, sources: WantedDocument[], name: string | undefined, code: string, message: string]>([
      ['of that name', [], 'app', 'CLI_SOURCE_MISSING', 'no source app'],
      ['that is enabled', [more('web', false)], undefined, 'CLI_SOURCE_MISSING', 'no source that is enabled'],
      ['that may be used', [more('web', false)], 'web', 'CLI_SOURCE_DISABLED', 'shop/web is disabled'],
    ])('are refused where there is none %s', async (_title, sources, name, code, message) => {
      await write([...cautious, ...sources]);
      await heard();
      await expect(open(name)).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
    });

    it('are made with a tenant that is not there yet', async () => {
      const { created, ...source } = await open();
      await heard();
      expect(source).toMatchObject({ name: 'web', currency: 'EUR' });
      expect(created).toContain('tenant shop/shop');
      expect(control.get('source', TENANT, 'web')?.spec.writeKey).toBe(source.writeKey);
    });
  });
});
