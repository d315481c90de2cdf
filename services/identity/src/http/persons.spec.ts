import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryBus, type MemoryBus, toMessage } from '@stellwerk/bus';
import {
  type ControlDocument,
  defaultPerson,
  deterministicId,
  type TrackedEvent,
  trackingEvent,
} from '@stellwerk/contracts';
import { readConfig } from '@stellwerk/service';
import { startTestService, type TestService } from '@stellwerk/service/testing';
import { AppModule } from '../app.module.js';
import { config } from '../config.js';
import { componentCommand } from '../contracts.js';
import { key, TENANT } from '../testing/statements.js';
import { createTransports } from '../transports.js';

const NOW = new Date('2026-11-24T13:00:00.000Z');
const TOKEN = 'analyst-token-0001';
const token: ControlDocument<'token'> = {
  kind: 'token',
  tenant: 'platform',
  name: 'analyst',
  version: 1,
  spec: {
    sha256: createHash('sha256').update(TOKEN).digest('hex'),
    roles: ['analyst'],
    tenants: [],
    expiresAt: '2027-01-01T00:00:00.000Z',
    revoked: false,
  },
  by: 'test',
  at: NOW.toISOString(),
};
/** Persons with a device each, enough of them for every partition. */
const names = Array.from({ length: 16 }, (_, index) => `person-${index}`);
const keysOf = (name: string) => [key('device', name), key('login', name)];

function event(keys: string[], hour = 12) {
  const example = trackingEvent.examples[0]?.payload as TrackedEvent;
  const eventTime = new Date(Date.UTC(2026, 10, 24, hour)).toISOString();
  const payload = { ...example, tenant: TENANT, eventId: deterministicId('event', ...keys, hour), eventTime, keys };
  return toMessage(trackingEvent, payload, { id: payload.eventId, time: eventTime, source: 'test', tenant: TENANT });
}

describe('two instances of the identity service', () => {
  let folder: string;
  let bus: MemoryBus;
  const services: TestService[] = [];
  const start = async (name: string, onBus: MemoryBus) => {
    const service = await startTestService({
      name: 'identity',
      module: AppModule,
      bus: onBus,
      clock: () => NOW,
      documents: [token],
      config: readConfig(config, {
        STELLWERK_PORT: '0',
        STELLWERK_KAFKA_BROKERS: 'memory',
        STELLWERK_STATE_DIR: join(folder, name, 'state'),
        STELLWERK_SECRETS_DIR: join(folder, 'secrets'),
      }),
      transports: createTransports,
    });
    services.push(service);
    return service;
  };
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'identity-'));
    bus = createMemoryBus({ now: () => NOW });
    await start('first', bus);
    await start('second', bus.connect());
    await bus.publish(names.map((name) => event(keysOf(name))));
    await bus.idle();
  });
  afterAll(async () => {
    for (const service of services.reverse()) await service.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async (service: TestService, path: string) => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    const response = await service.app.inject({ method: 'GET', url: `/v1/${path}tenant=${TENANT}`, headers });
    return { status: response.statusCode, body: response.json() };
  };

  it('share the partitions', async () => {
    const partitions = await Promise.all(
      services.map(async (service) => {
        const { body } = await ask(service, 'progress?');
        return body.groups.find(({ group }: { group: string }) => group === 'identity-component').partitions;
      }),
    );
    const { size } = await bus.offsets(componentCommand.type);
    expect(partitions.sort()).toEqual([size / 2, size / 2]);
  });

  it('each answer for every key, and alike', async () => {
    for (const name of names) {
      const [device, login] = keysOf(name) as [string, string];
      for (const service of services) {
        const person = await ask(service, `persons/${device}?`);
        expect(person).toMatchObject({ status: 200, body: { person: defaultPerson(TENANT, login) } });
        expect(person.body.keys.sort()).toEqual([device, login].sort());
        const explained = await ask(service, `explain?left=${device}&right=${login}&`);
        expect(explained).toMatchObject({ status: 200, body: { same: true } });
      }
    }
  });

  it('each know what has changed since they were asked, and who took turns on a device', async () => {
    const [device, login] = keysOf('person-3') as [string, string];
    const stranger = key('login', 'person-4');
    await bus.publish([event([device, stranger], 15)]);
    await bus.idle();
    for (const service of services) {
      const { body } = await ask(service, `persons/${device}?`);
      expect(body.person).toBe(defaultPerson(TENANT, stranger));
      expect(body.slices).toEqual([
        { validFrom: '1970-01-01T00:00:00.000Z', person: defaultPerson(TENANT, login) },
        { validFrom: '2026-11-24T15:00:00.000Z', person: defaultPerson(TENANT, stranger) },
      ]);
    }
  });

  it('say so when nothing links a key', async () => {
    for (const service of services) {
      const answer = await ask(service, `persons/${key('device', 'unknown')}?`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'IDN_KEY_UNKNOWN' } });
    }
  });
});
