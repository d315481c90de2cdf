import { createHash } from 'node:crypto';
import { createMemoryBus, type MemoryBus, type ReceivedMessage, toDeadLetter } from '@stellwerk/bus';
import type { ControlDocument, Role } from '@stellwerk/contracts';
import { ControlPlaneModule } from '../control-plane/control-plane.module.js';
import { startTestService, type TestService } from '../testing.js';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const secretOf = (name: string) => `secret-of-token-${name}`;

function token(name: string, roles: Role[], tenants: string[] = []): ControlDocument<'token'> {
  const sha256 = createHash('sha256').update(secretOf(name)).digest('hex');
  const spec = { sha256, roles, tenants, expiresAt: '2027-01-01T00:00:00.000Z', revoked: false };
  return { kind: 'token', tenant: 'platform', name, version: 1, spec, by: 'test', at: NOW.toISOString() };
}

const original = (tenant: string, offset: number): ReceivedMessage => ({
  topic: 'tracking.event.v1',
  partition: 0,
  offset: BigInt(offset),
  key: `${tenant}/${offset}`,
  value: Buffer.from([0xff, offset]),
  headers: { ce_id: `id-${offset}`, ...(tenant !== '' && { stellwerk_tenant: tenant }) },
  timestampMs: 0,
});

describe('dead letters over HTTP', () => {
  let bus: MemoryBus;
  let service: TestService;
  let ids: { demo: string; neighbour: string; none: string };

  beforeEach(async () => {
    bus = createMemoryBus({ now: () => NOW, partitions: 1 });
    service = await startTestService({
      name: 'sample',
      module: ControlPlaneModule,
      config: {},
      bus,
      clock: () => NOW,
      documents: [
        token('root', ['admin']),
        token('officer', ['privacy-officer'], ['demo']),
        token('analyst', ['analyst'], ['demo']),
        token('marketer', ['marketer'], ['demo']),
      ],
    });
    for (const [offset, tenant] of ['demo', 'neighbour', ''].entries()) {
      const given = { message: original(tenant, offset), code: 'ODD', step: 'oddStep', detail: 'is odd', attempts: 2 };
      await bus.publish([toDeadLetter(given, 'warehouse.dead.v1', 'warehouse', NOW)]);
    }
    const id = (offset: number) => `warehouse.dead.v1/0/${offset}`;
    ids = { demo: id(0), neighbour: id(1), none: id(2) };
  });
  afterEach(() => service.close());

  const send = async (as: string | undefined, method: 'GET' | 'POST', path: string, payload?: object) => {
    const reply = await service.app.inject({
      method,
      url: `/v1/dead${path}`,
      headers: as === undefined ? {} : { authorization: `Bearer ${secretOf(as)}` },
      ...(payload && { payload }),
    });
    return { status: reply.statusCode, body: reply.json() };
  };
  const listed = async (as: string) => {
    const { body } = await send(as, 'GET', '?service=warehouse');
    return body.letters.map((letter: { id: string }) => letter.id).sort();
  };
  const accesses = () =>
    bus.messages('access.recorded.v1').map(({ value }) => {
      const { tenant, by, action, subject } = JSON.parse(String(value));
      return { tenant, by, action, subject };
    });

  it('are listed by tenant, without bytes; those of no tenant to tokens that are bound to none', async () => {
    expect(await listed('root')).toEqual(Object.values(ids));
    expect(await listed('analyst')).toEqual([ids.demo]);
    expect((await send('root', 'GET', '')).body.letters).toHaveLength(3);
    expect(accesses()).toEqual([]);
  });

  it('are shown byte for byte, on record', async () => {
    const { status, body } = await send('officer', 'GET', `/letter?id=${ids.demo}`);
    expect([status, body]).toMatchObject([200, { id: ids.demo, code: 'ODD', key: 'demo/0', value: '/wA=' }]);
    await send('root', 'GET', `/letter?id=${ids.none}`);
    expect(accesses()).toEqual([
      { tenant: 'demo', by: 'officer', action: 'dead-letter-opened', subject: ids.demo },
      { tenant: 'platform', by: 'root', action: 'dead-letter-opened', subject: ids.none },
    ]);
  });

  it('are sent again once, on record, and those of others are as if they were not there', async () => {
    const replay = async () => (await send('officer', 'POST', '/replay', { ids: [ids.demo, ids.neighbour] })).body;
    expect(await replay()).toMatchObject({
      results: [
        { id: ids.demo, replayed: true },
        { id: ids.neighbour, replayed: false, code: 'BUS_DEAD_LETTER_UNKNOWN' },
      ],
    });
    expect((await replay()).results[0]).toMatchObject({ replayed: false, code: 'BUS_DEAD_LETTER_REPLAYED' });
    expect(bus.messages('tracking.event.v1').map(({ key }) => key)).toEqual(['demo/0']);
    expect(accesses()).toEqual([{ tenant: 'demo', by: 'officer', action: 'dead-letter-replayed', subject: ids.demo }]);
  });

  it.each<[string, string | undefined, 'GET' | 'POST', string, number, string]>([
    ['nobody', undefined, 'GET', '', 401, 'SVC_UNAUTHENTICATED'],
    ['a marketer', 'marketer', 'GET', '', 403, 'SVC_FORBIDDEN'],
    ['an analyst, to open one', 'analyst', 'GET', '/letter?id=warehouse.dead.v1/0/0', 403, 'SVC_FORBIDDEN'],
    ['an analyst, to replay', 'analyst', 'POST', '/replay', 403, 'SVC_FORBIDDEN'],
    [
      'who asks for those of others',
      'officer',
      'GET',
      '/letter?id=warehouse.dead.v1/0/1',
      404,
      'BUS_DEAD_LETTER_UNKNOWN',
    ],
    ['an id that is none', 'officer', 'GET', '/letter?id=tracking.event.v1/0/1', 400, 'BUS_DEAD_LETTER_ID'],
    ['a service that has none', 'officer', 'GET', '?service=console', 400, 'SVC_INVALID_REQUEST'],
  ])('refuse %s', async (_title, as, method, path, status, code) => {
    const reply = await send(as, method, path, method === 'POST' ? { ids: [ids.demo] } : undefined);
    expect([reply.status, reply.body.code]).toEqual([status, code]);
    expect(accesses()).toEqual([]);
    expect(bus.messages('tracking.event.v1')).toEqual([]);
  });
});
