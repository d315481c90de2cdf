import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createMemoryBus, type MemoryBus, toMessage } from '@stellwerk/bus';
import { createProgram } from '@stellwerk/cli';
import { approvalDecided, approvalRequested, type ControlDocument, type Role } from '@stellwerk/contracts';
import { ControlPlaneModule } from '@stellwerk/service';
import { startTestService, type TestService } from '@stellwerk/service/testing';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const approvalId = 'b7d9f3c4-1111-5222-8333-444455550002';
const secretOf = (name: string) => `secret-of-token-${name}`;

function token(name: string, roles: Role[]): ControlDocument {
  const sha256 = createHash('sha256').update(secretOf(name)).digest('hex');
  const spec = { sha256, roles, tenants: [], expiresAt: '2027-01-01T00:00:00.000Z', revoked: false };
  return { kind: 'token', tenant: 'platform', name, version: 1, spec, by: 'test', at: NOW.toISOString() };
}

/** The commands that govern need no broker: they ask a service, in the name of their token. */
describe('governing by the command line', () => {
  let bus: MemoryBus;
  let service: TestService;
  let url: string;
  beforeAll(async () => {
    bus = createMemoryBus({ now: () => NOW });
    const documents = [token('root', ['admin']), token('anna', ['approver']), token('reader', ['viewer'])];
    const module = ControlPlaneModule;
    service = await startTestService({ name: 'sample', module, config: {}, bus, clock: () => NOW, documents });
    await service.app.listen(0, '127.0.0.1');
    url = await service.app.getUrl();
  });
  afterAll(() => service.close());

  /** Runs a command in the name of a token; lines of its output. */
  async function run(as: string, ...args: string[]): Promise<string[]> {
    const lines: string[] = [];
    const nothing = {
      identityUrl: undefined,
      trackingUrl: undefined,
      attributionUrl: undefined,
      mmmUrl: undefined,
      ragUrl: undefined,
    };
    const noStore = { clickHouseUrl: undefined, clickHouseUser: undefined, clickHousePassword: undefined };
    const environment = {
      ...nothing,
      ...noStore,
      stateDir: '/nowhere',
      portBase: 4_600,
      kafkaBrokers: undefined,
      kafkaAccess: {},
      warehouseUrl: url,
      ragUrl: undefined,
      token: secretOf(as),
    };
    const context = {
      environment,
      write: (line: string) => void lines.push(line),
      input: Readable.from([]),
      writeBytes: async () => {},
      report: () => {},
      now: () => NOW,
      signal: new AbortController().signal,
    };
    await createProgram(context, 'stellwerk').parseAsync(args, { from: 'user' });
    return lines;
  }

  it('makes tenants and tokens, and revokes tokens', async () => {
    const [line] = await run('root', 'tenant', 'create', 'shop', '--store-by-default');
    expect(line).toMatch(/^tenant shop created; write key of its source "web": \S{24}$/);
    await expect(run('root', 'tenant', 'create', 'shop')).rejects.toMatchObject({ code: 'CLI_TENANT_EXISTS' });
    const create = ['token', 'create', '--name', 'board', '--role', 'viewer', '--tenant', 'shop'];
    expect(await run('root', ...create)).toEqual([expect.stringMatching(/^\S{32}$/)]);
    await run('root', 'token', 'revoke', 'board');
    const listed = await run('root', 'token', 'list');
    expect(listed.find((row) => row.includes('board'))).toMatch(/viewer +shop +.*revoked/);
    const written = bus.messages('control.document.v1').map(({ value }) => JSON.parse(String(value)));
    expect(written.filter(({ by }) => by !== 'test').every(({ by }) => by === 'token:root')).toBe(true);
  });

  it('refuses what the token may not do', async () => {
    await expect(run('reader', 'tenant', 'create', 'other')).rejects.toMatchObject({ code: 'SVC_FORBIDDEN' });
    await expect(run('nobody', 'token', 'list')).rejects.toMatchObject({ code: 'SVC_UNAUTHENTICATED' });
    expect((await run('reader', 'token', 'list')).join()).not.toContain('root');
  });

  it('decides in the name of the token, and not for who asked', async () => {
    const payload = {
      approvalId,
      tenant: 'shop',
      action: 'budget.apply',
      summary: 'Move 5 %',
      effect: {},
      requestedBy: 'token:root',
      requestedAt: NOW.toISOString(),
      expiresAt: '2026-12-01T10:00:00.000Z',
    };
    const envelope = { id: approvalId, time: NOW.toISOString(), source: 'test', tenant: 'shop' };
    await bus.publish([toMessage(approvalRequested, payload, envelope)]);
    await expect(run('root', 'approvals', 'approve', approvalId)).rejects.toMatchObject({
      code: 'SVC_APPROVAL_REFUSED',
    });
    await expect(run('reader', 'approvals', 'approve', approvalId)).rejects.toMatchObject({ code: 'SVC_FORBIDDEN' });
    expect(await run('anna', 'approvals', 'approve', approvalId, '--comment', 'as discussed')).toEqual([
      `${approvalId} approved by token:anna`,
    ]);
    const [decided] = bus.messages(approvalDecided.type).map(({ value }) => JSON.parse(String(value)));
    expect(decided).toMatchObject({
      approvalId,
      decision: 'approved',
      decidedBy: 'token:anna',
      comment: 'as discussed',
    });
    expect((await run('reader', 'approvals', 'list')).join('\n')).toContain('approved');
  });
});
