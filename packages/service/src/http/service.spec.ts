import { createHash } from 'node:crypto';
import { Body, Controller, Get, Module, Post, Query } from '@nestjs/common';
import { UnavailableError } from '@stellwerk/bus';
import { type ControlDocument, catalogue, type Role, StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { startTestService, type TestService } from '../testing.js';
import { Public, Roles } from './access.js';

const errors = catalogue('TST', {
  TEAPOT: { status: 418, retry: 'never', text: 'no {drink} here', fix: 'ask for tea' },
});

@Controller()
class SampleController {
  @Get('open')
  @Public()
  open() {
    return { open: true };
  }

  @Get('analysts')
  @Roles('analyst')
  analysts() {
    return { ok: true };
  }

  @Get('unmarked')
  unmarked() {
    return { ok: true };
  }

  @Post('sized')
  @Public()
  sized(@Body({ schema: z.object({ box: z.object({ size: z.number() }) }) }) body: { box: { size: number } }) {
    return body.box.size;
  }

  @Get('fails')
  @Public()
  fails(@Query('how') how: string) {
    if (how === 'expected') throw new StellwerkError(errors.TEAPOT, { drink: 'coffee' }, { field: 'cup' });
    if (how === 'unavailable') throw new UnavailableError('kafka');
    throw new TypeError('person@example.org broke it');
  }
}

@Module({ controllers: [SampleController] })
class SampleModule {}

const NOW = new Date('2026-11-24T10:00:00.000Z');

function token(secret: string, roles: Role[], changes: object = {}): ControlDocument<'token'> {
  const spec = {
    sha256: createHash('sha256').update(secret).digest('hex'),
    roles,
    tenants: [],
    expiresAt: '2027-01-01T00:00:00.000Z',
    revoked: false,
    ...changes,
  };
  const name = secret.slice(0, 20);
  return { kind: 'token', tenant: 'platform', name, version: 1, spec, by: 'test', at: NOW.toISOString() };
}

const documents = [
  token('analyst-token-0001', ['analyst']),
  token('viewer-token-00001', ['viewer']),
  token('admin-token-000001', ['admin']),
  token('expired-token-0001', ['admin'], { expiresAt: '2026-11-24T10:00:00.000Z' }),
  token('revoked-token-0001', ['admin'], { revoked: true }),
];

describe('a service', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService({ name: 'sample', module: SampleModule, config: {}, documents, clock: () => NOW });
  });
  afterAll(() => service.close());

  const get = (url: string, bearer?: string) =>
    service.app.inject({ method: 'GET', url, ...(bearer && { headers: { authorization: `Bearer ${bearer}` } }) });

  it.each([
    ['/open', undefined, 200],
    ['/analysts', undefined, 401],
    ['/analysts', 'wrong-token-000001', 401],
    ['/analysts', 'expired-token-0001', 401],
    ['/analysts', 'revoked-token-0001', 401],
    ['/analysts', 'viewer-token-00001', 403],
    ['/analysts', 'analyst-token-0001', 200],
    ['/analysts', 'admin-token-000001', 200],
    ['/unmarked', 'analyst-token-0001', 403],
    ['/unmarked', 'admin-token-000001', 200],
    ['/nowhere', 'admin-token-000001', 404],
  ])('GET %s with token %s answers %i', async (url, bearer, status) => {
    expect((await get(url, bearer)).statusCode).toBe(status);
  });

  it('answers expected failures as problem documents from the catalogue', async () => {
    const reply = await get('/fails?how=expected');
    expect(reply.headers['content-type']).toContain('application/problem+json');
    expect(reply.json()).toEqual({
      type: 'urn:stellwerk:error:TST_TEAPOT',
      title: 'no {drink} here',
      status: 418,
      code: 'TST_TEAPOT',
      detail: 'no coffee here',
      fix: 'ask for tea',
      field: 'cup',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('answers 503 with Retry-After while infrastructure is down', async () => {
    const reply = await get('/fails?how=unavailable');
    expect([reply.statusCode, reply.headers['retry-after'], reply.json().code]).toEqual([503, '2', 'SVC_UNAVAILABLE']);
  });

  it('keeps the text of defects out of the answer and the log', async () => {
    const reply = await get('/fails?how=defect');
    expect([reply.statusCode, reply.json().code]).toEqual([500, 'SVC_INTERNAL']);
    expect(reply.body + service.logLines.join()).not.toContain('example.org');
    expect(service.logLines.join()).toContain('TypeError');
  });

  it.each([
    ['a wrong type', { box: { size: 'large' } }, 'SVC_INVALID_REQUEST', 'box.size'],
    ['a missing object', {}, 'SVC_INVALID_REQUEST', 'box'],
  ])('names the field of %s', async (_title, payload, code, field) => {
    const reply = await service.app.inject({ method: 'POST', url: '/sized', payload });
    expect([reply.statusCode, reply.json().code, reply.json().field]).toEqual([400, code, field]);
  });

  it('answers malformed JSON with a problem document', async () => {
    const reply = await service.app.inject({
      method: 'POST',
      url: '/sized',
      headers: { 'content-type': 'application/json' },
      payload: '{"box":',
    });
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'SVC_INVALID_REQUEST']);
  });

  it('describes its routes and their schemas at /openapi.json', async () => {
    const document = (await get('/openapi.json')).json();
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/open', '/analysts', '/sized', '/health/ready']),
    );
    expect(JSON.stringify(document.paths['/sized'])).toContain('size');
  });

  it('says there who may call each route, and how it refuses', async () => {
    const { paths, components } = (await get('/openapi.json')).json();
    expect([paths['/open'].get.security, paths['/analysts'].get.security]).toEqual([[], [{ bearer: [] }]]);
    expect(paths['/analysts'].get.description).toContain('analyst, admin');
    expect(Object.keys(components.schemas.Problem.properties)).toEqual(
      expect.arrayContaining(['code', 'field', 'fix']),
    );
    for (const [, item] of Object.entries<Record<string, { responses: object }>>(paths)) {
      for (const { responses } of Object.values(item)) expect(Object.keys(responses)).toContain('4XX');
    }
  });

  it('is ready only while its checks pass', async () => {
    expect((await get('/health/live')).statusCode).toBe(200);
    expect((await get('/health/ready')).json()).toEqual({ status: 'ok', checks: { bus: null } });
  });
});
