import { createHash } from 'node:crypto';
import { createMemoryBus, type MemoryBus, toMessage } from '@stellwerk/bus';
import {
  approvalDecided,
  approvalRequested,
  type ControlDocument,
  controlDocument,
  type Role,
} from '@stellwerk/contracts';
import { startTestService, type TestService } from '../testing.js';
import { ControlPlaneModule } from './control-plane.module.js';

const NOW = new Date('2026-11-24T10:00:00.000Z');

function token(name: string, roles: Role[], tenants: string[] = []): ControlDocument<'token'> {
  const sha256 = createHash('sha256').update(secretOf(name)).digest('hex');
  const spec = { sha256, roles, tenants, expiresAt: '2027-01-01T00:00:00.000Z', revoked: false };
  return { kind: 'token', tenant: 'platform', name, version: 1, spec, by: 'test', at: NOW.toISOString() };
}

const secretOf = (name: string) => `secret-of-token-${name}`;
const tenantSpec = { displayName: 'Demo', currency: 'EUR', timezone: 'Europe/Berlin', region: 'DE' };
const tenant = { kind: 'tenant', tenant: 'demo', name: 'demo', spec: tenantSpec } as const;
const retention = {
  kind: 'retention',
  tenant: 'demo',
  name: 'default',
  spec: { rawDays: 30, rejectedHours: 72, rejectedOriginals: 'sealed' },
} as const;
const approvalId = 'b7d9f3c4-1111-5222-8333-444455550002';

describe('the control plane', () => {
  let bus: MemoryBus;
  let service: TestService;

  beforeEach(async () => {
    bus = createMemoryBus({ now: () => NOW });
    service = await startTestService({
      name: 'sample',
      module: ControlPlaneModule,
      config: {},
      bus,
      clock: () => NOW,
      documents: [
        token('root', ['admin']),
        token('neighbour', ['admin'], ['neighbour']),
        token('officer', ['privacy-officer'], ['demo']),
        token('anna', ['approver'], ['demo']),
        token('planner', ['approver', 'marketer'], ['demo']),
        token('reader', ['viewer'], ['demo']),
        token('analyst', ['analyst']),
        { ...tenant, version: 1, by: 'test', at: NOW.toISOString() } as ControlDocument,
      ],
    });
    const payload = {
      approvalId,
      tenant: 'demo',
      action: 'budget.apply',
      summary: 'Move 5 % of the weekly budget',
      effect: {},
      requestedBy: 'token:planner',
      requestedAt: NOW.toISOString(),
      expiresAt: '2026-12-01T10:00:00.000Z',
    };
    const envelope = { id: approvalId, time: NOW.toISOString(), source: 'test', tenant: 'demo' };
    await bus.publish([toMessage(approvalRequested, payload, envelope)]);
  });
  afterEach(() => service.close());

  const send = (method: 'GET' | 'PUT' | 'POST', url: string, as: string | undefined, payload?: object) =>
    service.app.inject({
      method,
      url,
      headers: as === undefined ? {} : { authorization: `Bearer ${secretOf(as)}` },
      ...(payload && { payload }),
    });
  const apply = (as: string | undefined, documents: readonly object[], dryRun = false) =>
    send('PUT', '/v1/control', as, { documents, dryRun });
  const decide = (as: string | undefined, decision = 'approved', id = approvalId) =>
    send('POST', `/v1/approvals/${id}/decision`, as, { decision });
  const last = (topic: string) => JSON.parse(String(bus.messages(topic).at(-1)?.value));

  describe('documents', () => {
    it('are written as the next version, by the token that asks', async () => {
      const changed = { ...tenant, spec: { ...tenantSpec, currency: 'CHF' } };
      const reply = await apply('root', [changed, retention]);
      expect([reply.statusCode, reply.json()]).toMatchObject([
        200,
        {
          changes: [
            { kind: 'tenant', version: 2, difference: ['- currency "EUR"', '+ currency "CHF"'] },
            { kind: 'retention', version: 1 },
          ],
          unchanged: 0,
        },
      ]);
      expect(last(controlDocument.type)).toMatchObject({ ...retention, version: 1, by: 'token:root' });
      expect((await apply('root', [changed, retention])).json()).toEqual({ changes: [], unchanged: 2 });
    });

    it('that do not fit their kind are named to who may read them, told by health, and no reason to stop', async () => {
      const publish = (key: string) =>
        bus.publish([{ topic: controlDocument.type, key, value: Buffer.from('{"spec":7}'), headers: {} }]);
      for (const key of ['retention/demo/default', 'token/platform/lost', 'source/neighbour/web']) await publish(key);
      const invalid = async (as: string) => (await send('GET', '/v1/control', as)).json().invalid;
      expect(await invalid('root')).toEqual(['retention/demo/default', 'token/platform/lost', 'source/neighbour/web']);
      expect([await invalid('reader'), await invalid('neighbour')]).toEqual([
        ['retention/demo/default'],
        ['source/neighbour/web'],
      ]);
      const health = await send('GET', '/health/ready', undefined);
      expect([health.statusCode, health.json().status, health.json().warnings]).toEqual([
        200,
        'ok',
        { control: 'documents that do not fit their kind are not used: retention 1, source 1, token 1' },
      ]);
      expect(service.logLines.filter((line) => line.includes('retention/demo/default'))).toHaveLength(1);
      await apply('root', [retention]);
      expect(await invalid('reader')).toEqual([]);
    });

    it('are only told, and not written, when asked so', async () => {
      const before = bus.messages(controlDocument.type).length;
      expect((await apply('root', [retention], true)).json().changes).toHaveLength(1);
      expect(bus.messages(controlDocument.type)).toHaveLength(before);
    });

    it.each<[string, string | undefined, object, number, string, string | undefined]>([
      ['nobody', undefined, retention, 401, 'SVC_UNAUTHENTICATED', undefined],
      ['a viewer', 'reader', retention, 403, 'SVC_FORBIDDEN', undefined],
      ['a privacy officer a tenant', 'officer', tenant, 403, 'SVC_FORBIDDEN', 'kind'],
      ['an admin of another tenant', 'neighbour', retention, 403, 'SVC_TENANT_FORBIDDEN', 'tenant'],
      ['an admin of one tenant a token', 'neighbour', token('x', ['admin']), 403, 'SVC_TENANT_FORBIDDEN', 'tenant'],
      [
        'a wrong spec',
        'root',
        { ...retention, spec: { rawDays: 'x' } },
        400,
        'SVC_INVALID_REQUEST',
        'documents.1.spec.rawDays',
      ],
      ['an unknown kind', 'root', { ...retention, kind: 'x' }, 400, 'SVC_INVALID_REQUEST', 'documents.1.kind'],
    ])('refuse %s, and nothing beside it is written', async (_title, as, document, status, code, field) => {
      const before = bus.messages(controlDocument.type).length;
      const reply = await apply(as, [{ ...retention, name: 'other' }, document]);
      expect([reply.statusCode, reply.json().code, reply.json().field]).toEqual([status, code, field]);
      expect(bus.messages(controlDocument.type)).toHaveLength(before);
    });

    it('are written by roles of their kind', async () => {
      expect((await apply('officer', [retention])).json().changes).toHaveLength(1);
      expect(last(controlDocument.type).by).toBe('token:officer');
    });

    it.each<[string, string, string[]]>([
      ['everything', 'root', ['tenant', ...Array(7).fill('token')]],
      ['their tenant without tokens', 'reader', ['tenant']],
      ['every tenant without tokens', 'analyst', ['tenant']],
      ['nothing of other tenants', 'neighbour', []],
    ])('show %s to those who may see it', async (_title, as, kinds) => {
      const { documents } = (await send('GET', '/v1/control', as)).json();
      expect(documents.map(({ kind }: ControlDocument) => kind)).toEqual(kinds);
    });
  });

  describe('approvals', () => {
    it('are given by an approver, whose name is that of the token', async () => {
      const reply = await decide('anna');
      expect([reply.statusCode, reply.json()]).toEqual([
        200,
        { approvalId, decision: 'approved', decidedBy: 'token:anna' },
      ]);
      expect(last(approvalDecided.type)).toMatchObject({ approvalId, decision: 'approved', decidedBy: 'token:anna' });
      const listed = (await send('GET', '/v1/approvals?state=approved', 'reader')).json();
      expect(listed.approvals).toMatchObject([{ state: 'approved', request: { approvalId } }]);
    });

    it.each<[string, string | undefined, number, string]>([
      ['nobody', undefined, 401, 'SVC_UNAUTHENTICATED'],
      ['a viewer', 'reader', 403, 'SVC_FORBIDDEN'],
      ['who asked', 'planner', 409, 'SVC_APPROVAL_REFUSED'],
      ['an admin of another tenant', 'neighbour', 403, 'SVC_TENANT_FORBIDDEN'],
    ])('are not given by %s', async (_title, as, status, code) => {
      const reply = await decide(as);
      expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
      expect(bus.messages(approvalDecided.type)).toEqual([]);
    });

    it('cannot be given in the name of another', async () => {
      const payload = { decision: 'approved', decidedBy: 'token:anna', by: 'anna' };
      const reply = await send('POST', `/v1/approvals/${approvalId}/decision`, 'root', payload);
      expect(reply.json().decidedBy).toBe('token:root');
    });

    it('are decided once, and may be withdrawn by who asked', async () => {
      expect((await decide('planner', 'rejected')).statusCode).toBe(200);
      expect((await decide('anna')).json().code).toBe('SVC_APPROVAL_REFUSED');
      expect((await decide('anna', 'approved', '00000000-0000-5000-8000-000000000000')).statusCode).toBe(404);
    });

    it('are hidden from other tenants', async () => {
      expect((await send('GET', '/v1/approvals', 'neighbour')).json()).toEqual({ approvals: [] });
    });
  });
});
