import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { StatusReport } from './control-protocol.js';
import { startControlServer } from './control-server.js';

const report: StatusReport = {
  phase: 'ready',
  pid: 1,
  startedAt: '2026-11-24T10:00:00.000Z',
  portBase: 4600,
  residentBytes: null,
  parts: [],
};

describe('control server', () => {
  let server: Server;
  let orders: string[];
  beforeEach(async () => {
    orders = [];
    server = await startControlServer({
      port: 0,
      token: 'right',
      handlers: {
        status: async () => report,
        stop: () => void orders.push('stop'),
        restart: async (part) => {
          if (part === 'broken') throw new TypeError('a defect');
          if (part !== 'kafka') throw new StellwerkError(errors.UNKNOWN_PART, { part, known: 'kafka' });
          orders.push(`restart ${part}`);
        },
      },
    });
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  const send = (method: string, path: string, token: string | null = 'right') =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
      method,
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
    });

  it('reports the status', async () => {
    const answer = await send('GET', '/status');
    expect([answer.status, await answer.json()]).toEqual([200, report]);
  });

  it.each([
    ['/stop', 202, 'stop'],
    ['/restart/kafka', 200, 'restart kafka'],
  ])('obeys POST %s', async (path, status, order) => {
    expect((await send('POST', path)).status).toBe(status);
    expect(orders).toEqual([order]);
  });

  it.each([
    ['a wrong token', 'POST', '/stop', 'wrong', 401, 'LOC_UNAUTHORISED'],
    ['no token', 'POST', '/stop', null, 401, 'LOC_UNAUTHORISED'],
    ['an unknown path', 'GET', '/nothing', 'right', 404, 'LOC_UNKNOWN_ORDER'],
    ['a read that would act', 'GET', '/stop', 'right', 404, 'LOC_UNKNOWN_ORDER'],
    ['a longer path', 'POST', '/restart/kafka/x', 'right', 404, 'LOC_UNKNOWN_ORDER'],
    ['an unknown part', 'POST', '/restart/nobody', 'right', 404, 'LOC_UNKNOWN_PART'],
    ['a malformed escape', 'POST', '/restart/%E0%A4%A', 'right', 500, 'LOC_ORDER_FAILED'],
    ['a defect', 'POST', '/restart/broken', 'right', 500, 'LOC_ORDER_FAILED'],
  ])('refuses %s with problem details', async (_title, method, path, token, status, code) => {
    const answer = await send(method, path, token);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ status, code, fix: expect.any(String) });
    expect(orders).toEqual([]);
  });
});
