import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryBus, type MemoryBus, toMessage } from '@stellwerk/bus';
import {
  type ControlDocument,
  defaultPerson,
  deterministicId,
  identityRemapped,
  type Role,
  type TrackedEvent,
  trackingEvent,
} from '@stellwerk/contracts';
import { readConfig } from '@stellwerk/service';
import { startTestService, type TestService } from '@stellwerk/service/testing';
import { AppModule } from '../app.module.js';
import { config } from '../config.js';
import { key, TENANT } from '../testing/statements.js';
import { createTransports } from '../transports.js';

const NOW = new Date('2026-11-24T13:00:00.000Z');
const anna = key('login', 'anna');
const phone = key('device', 'phone');
const tablet = key('device', 'tablet');

function token(secret: string, roles: Role[], tenants: string[] = []): ControlDocument<'token'> {
  const sha256 = createHash('sha256').update(secret).digest('hex');
  const spec = { sha256, roles, tenants, expiresAt: '2027-01-01T00:00:00.000Z', revoked: false };
  return { kind: 'token', tenant: 'platform', name: secret, version: 1, spec, by: 'test', at: NOW.toISOString() };
}

function event(keys: string[]) {
  const example = trackingEvent.examples[0]?.payload as TrackedEvent;
  const payload = { ...example, tenant: TENANT, eventId: deterministicId('event', ...keys), keys };
  return toMessage(trackingEvent, payload, {
    id: payload.eventId,
    time: NOW.toISOString(),
    source: 'test',
    tenant: TENANT,
  });
}

describe('the identity service', () => {
  let folder: string;
  let bus: MemoryBus;
  let service: TestService;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'identity-'));
    bus = createMemoryBus({ now: () => NOW });
    service = await startTestService({
      name: 'identity',
      module: AppModule,
      bus,
      clock: () => NOW,
      documents: [
        token('privacy-token-0001', ['privacy-officer']),
        token('analyst-token-0001', ['analyst']),
        token('foreign-token-0001', ['admin'], ['elsewhere']),
      ],
      config: readConfig(config, {
        STELLWERK_PORT: '0',
        STELLWERK_KAFKA_BROKERS: 'memory',
        STELLWERK_STATE_DIR: join(folder, 'state'),
        STELLWERK_SECRETS_DIR: join(folder, 'secrets'),
      }),
      transports: createTransports,
    });
    await bus.publish([event([phone]), event([phone, anna]), event([tablet, anna])]);
    await bus.idle();
  });
  afterAll(async () => {
    await service.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (url: string, bearer = 'analyst-token-0001') =>
    service.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${bearer}` } });
  const post = (url: string, payload: object, bearer: string) =>
    service.app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${bearer}` } });

  it('tells each device that it stands for the login now', () => {
    const remaps = bus.messages(identityRemapped.type).map(({ value }) => JSON.parse(String(value)));
    const latest = new Map(remaps.sort((a, b) => a.graphVersion - b.graphVersion).map(({ key: one, to }) => [one, to]));
    const person = defaultPerson(TENANT, anna);
    expect(latest).toEqual(new Map([phone, tablet].map((one) => [one, person])));
  });

  it('answers who stands behind a key', async () => {
    const response = await get(`/v1/persons/${phone}?tenant=${TENANT}`);
    expect(response.json()).toMatchObject({ person: defaultPerson(TENANT, anna), quarantined: false });
    expect(response.json().keys.sort()).toEqual([anna, phone, tablet].sort());
  });

  it('explains why two devices are one person', async () => {
    const response = await get(`/v1/explain?tenant=${TENANT}&left=${phone}&right=${tablet}`);
    expect(response.json()).toMatchObject({ same: true, path: [{ rule: 'login' }, { rule: 'login' }] });
  });

  it('reports how far it is', async () => {
    const { groups } = (await get('/v1/progress')).json();
    expect(groups).toEqual([
      { group: 'identity', lag: 0, partitions: 4 },
      { group: 'identity-directory', lag: 0, partitions: 8 },
      { group: 'identity-component', lag: 0, partitions: 4 },
    ]);
  });

  it.each<[title: string, status: number, code: string, url: string, bearer: string]>([
    [
      'an unknown key',
      404,
      'IDN_KEY_UNKNOWN',
      `/v1/persons/${key('device', 'other')}?tenant=${TENANT}`,
      'analyst-token-0001',
    ],
    ['a malformed key', 400, 'SVC_INVALID_REQUEST', `/v1/persons/anna?tenant=${TENANT}`, 'analyst-token-0001'],
    [
      'a token of another tenant',
      403,
      'SVC_TENANT_FORBIDDEN',
      `/v1/persons/${phone}?tenant=${TENANT}`,
      'foreign-token-0001',
    ],
    ['no token', 401, 'SVC_UNAUTHENTICATED', `/v1/persons/${phone}?tenant=${TENANT}`, 'nobody'],
  ])('refuses %s', async (_title, status, code, url, bearer) => {
    const response = await get(url, bearer);
    expect({ status: response.statusCode, code: response.json().code }).toEqual({ status, code });
  });

  it('refuses a retraction between a key and itself', async () => {
    const body = { tenant: TENANT, kind: 'retract', left: phone, right: phone };
    const response = await post('/v1/retractions', body, 'privacy-token-0001');
    expect({ status: response.statusCode, code: response.json().code }).toEqual({
      status: 400,
      code: 'IDN_RETRACTION_EMPTY',
    });
  });

  it('parts keys again when their link is retracted', async () => {
    const body = { tenant: TENANT, kind: 'retract', left: tablet, right: anna };
    expect((await post('/v1/retractions', body, 'analyst-token-0001')).statusCode).toBe(403);
    expect((await post('/v1/retractions', body, 'privacy-token-0001')).statusCode).toBe(202);
    await bus.idle();
    const { person, keys } = (await get(`/v1/persons/${tablet}?tenant=${TENANT}`)).json();
    expect({ person, keys }).toEqual({ person: defaultPerson(TENANT, tablet), keys: [tablet] });
    const explanation = (await get(`/v1/explain?tenant=${TENANT}&left=${tablet}&right=${phone}`)).json();
    expect(explanation).toMatchObject({ same: false, refused: [{ why: 'retracted' }] });
  });
});
