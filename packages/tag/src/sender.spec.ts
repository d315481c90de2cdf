import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSender, mayOutlivePage, type Sender } from './sender.js';

/** What the server answers, in order; 204 from then on. */
type Answer = readonly [status: number, retryAfter?: string];

describe('the sender', () => {
  let server: Server;
  let answers: Answer[];
  /** Names of the calls of each request, and when it came. */
  let requests: { readonly calls: readonly string[]; readonly atMs: number }[];
  let isAllowed: boolean;
  let sender: Sender;

  beforeEach(async () => {
    answers = [];
    requests = [];
    isAllowed = true;
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      requests.push({ calls: JSON.parse(body), atMs: Date.now() });
      const [status, retryAfter] = answers.shift() ?? [204];
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    sender = createSender({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/s`,
      flushMs: 10,
      mayLeave: () => isAllowed,
      body: (calls) => JSON.stringify(calls.map((call) => (call as { name: string }).name)),
      changed: () => {},
    });
  });
  afterEach(() => {
    server.close();
    server.closeAllConnections();
  });

  const call = (name: string) => ({ name });
  const done = async () => {
    for (let attempt = 0; attempt < 200 && sender.waiting().length > 0; attempt++) await sleep(50);
    return requests.map(({ calls }) => calls);
  };

  it('gathers calls, and sends the next request only after the last one', async () => {
    for (let index = 0; index < 45; index++) sender.add(call(String(index)));
    const sent = await done();
    expect(sent.map((calls) => calls.length)).toEqual([20, 20, 5]);
    expect(sent.flat()).toEqual(Array.from({ length: 45 }, (_, index) => String(index)));
  });

  it('sends again what the door could not take, no sooner than it asked', async () => {
    answers = [[503, '1'], [429, '2'], [500]];
    sender.add(call('a'));
    expect(await done()).toEqual([['a'], ['a'], ['a'], ['a']]);
    const [first, second, third] = requests.map(({ atMs }) => atMs) as [number, number, number];
    expect([second - first >= 990, third - second >= 1_990]).toEqual([true, true]);
  });

  it('takes every other answer for a decision', async () => {
    answers = [[400], [401]];
    sender.add(call('a'));
    expect(await done()).toEqual([['a']]);
    sender.add(call('b'));
    expect(await done()).toEqual([['a'], ['b']]);
  });

  it('sends nothing before it may', async () => {
    isAllowed = false;
    sender.add(call('a'));
    await sleep(60);
    expect(requests).toEqual([]);
    isAllowed = true;
    await sender.flush();
    expect(await done()).toEqual([['a']]);
  });

  it('forgets the oldest of too many', () => {
    isAllowed = false;
    for (let index = 0; index < 250; index++) sender.add(call(String(index)));
    expect([sender.waiting().length, sender.waiting()[0]]).toEqual([200, call('50')]);
  });
});

describe('a body', () => {
  it.each<[string, string, boolean]>([
    ['is short enough to outlive its page', 'a'.repeat(59_999), true],
    ['is too long', 'a'.repeat(60_000), false],
    ['is too long for its letters, though it has few characters', 'ж'.repeat(30_000), false],
  ])('%s', (_title, body, expected) => {
    expect(mayOutlivePage(body)).toBe(expected);
  });
});
