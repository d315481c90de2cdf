import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendPaced } from './paced.js';

describe('a paced load', () => {
  let server: Server;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Answers after a while, with the statuses of the list in turn; keeps what came. */
  async function listen(answerMs: number, statuses: readonly number[] = [200]) {
    const arrived: { body: string; atMs: number }[] = [];
    server = createServer(async (request, response) => {
      const index = arrived.push({ body: '', atMs: Date.now() }) - 1;
      (arrived[index] as { body: string }).body = await text(request);
      await sleep(answerMs);
      response.writeHead(statuses[index % statuses.length] ?? 200).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return { arrived, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }
  const load = (url: string) => ({
    url,
    requestAt: (dueMs: number) => ({ path: '/v1/batch', headers: {}, body: String(dueMs) }),
    requestsPerSecond: 50,
    seconds: 1,
  });

  it('comes at even distances, also when no answer has come yet', async () => {
    const { arrived, url } = await listen(400);
    const report = await sendPaced(load(url));
    expect(report).toMatchObject({ accepted: 50, refused: 0 });
    const due = arrived.map(({ body }) => Number(body)).sort((a, b) => a - b);
    expect(due.map((time) => time - (due[0] as number))).toEqual(
      due.map((_, index) => expect.closeTo(index * 20, -0.5)),
    );
    // Were it to wait for answers, the last of 50 requests would come 49 times 400 ms later.
    expect(Math.max(...arrived.map(({ atMs }) => atMs)) - (due[0] as number)).toBeLessThan(10_000);
  });

  it('counts times from when a request was due', async () => {
    const { url } = await listen(120);
    const { p50Ms, p99Ms } = await sendPaced(load(url));
    expect(p50Ms).toBeGreaterThanOrEqual(115);
    expect(p99Ms).toBeGreaterThanOrEqual(p50Ms);
  });

  it('comes again when it is told to come back later', async () => {
    const { arrived, url } = await listen(0, [200, 503, 200]);
    expect(await sendPaced(load(url))).toMatchObject({ accepted: 50, refused: 0 });
    expect(new Set(arrived.map(({ body }) => body)).size).toBe(50);
    expect(arrived.length).toBeGreaterThan(50);
  });

  it('says what was refused', async () => {
    const { url } = await listen(0, [200, 400]);
    expect(await sendPaced(load(url))).toMatchObject({ accepted: 25, refused: 25 });
  });
});
