import { embeddingsReply, FakeEndpoint, type Reply } from '../testing/fake-endpoint.js';
import { bench, context } from '../testing/harness.js';
import type { Fetch } from './http.js';
import { reconnecting } from './reconnecting.js';

const policy = { perCall: 0, perSecond: 0, most: 1 };
const post = { method: 'POST', body: '{}' };

let endpoint: FakeEndpoint;
afterEach(() => endpoint.close());

/** How often each was sent. */
function counting(): { readonly fetch: Fetch; sent: number } {
  const counter = {
    sent: 0,
    fetch: (url: string, init: RequestInit) => {
      counter.sent += 1;
      return fetch(url, init);
    },
  };
  return counter;
}

/** Closes the kept connection just as the second request comes over it: its idle time was over. */
const closingOnce = (reply: Reply) => FakeEndpoint.start((_, count) => (count === 2 ? { breaksOff: true } : reply));

describe('a connection that the server closes while it is idle', () => {
  it.each([
    ['fails the next request of a plain client', false, 2],
    ['is replaced', true, 3],
  ])('%s', async (_title, isReconnecting, sent) => {
    endpoint = await closingOnce({ json: {} });
    const counter = counting();
    const send = isReconnecting ? reconnecting(counter.fetch, policy, () => 0) : counter.fetch;
    await (await send(endpoint.baseUrl, post)).text();
    const next = send(endpoint.baseUrl, post);
    if (isReconnecting) expect((await next).status).toBe(200);
    else await expect(next).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } });
    expect(counter.sent).toBe(sent);
  });

  it.each(['EPIPE', 'ECONNRESET'])('is known by %s as well', async (code) => {
    endpoint = await FakeEndpoint.start({ json: {} });
    const failing: Fetch = async (url, init) => {
      if (endpoint.requests.length > 0) return fetch(url, init);
      await (await fetch(url, init)).text();
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('lost'), { code }) });
    };
    expect((await reconnecting(failing, policy, () => 0)(endpoint.baseUrl, post)).status).toBe(200);
  });

  it('is replaced by routed embeddings, which answer as if nothing had been', async () => {
    endpoint = await closingOnce(embeddingsReply([[1, 0, 0]]));
    const space = { model: 'small', revision: 'r1', dimensions: 3, prefixes: 'none' } as const;
    const embedded = { baseUrl: endpoint.baseUrl, space, timeoutMs: 10_000, maxTextsPerRequest: 8 };
    const { models } = bench({}, embedded);
    const embeddings = models.embeddings(space, { tenant: 'demo', useCase: 'knowledge' });
    await embeddings.embed(['a'], 'query', context);
    expect(await embeddings.embed(['b'], 'query', context)).toEqual([Float32Array.of(1, 0, 0)]);
    expect(endpoint.requests).toHaveLength(3);
  });
});

describe('sending once more', () => {
  it('ends with the second failure and with the budget', async () => {
    endpoint = await FakeEndpoint.start({ breaksOff: true });
    const counter = counting();
    const send = reconnecting(counter.fetch, policy, () => 0);
    await expect(send(endpoint.baseUrl, post)).rejects.toThrow('fetch failed');
    expect(counter.sent).toBe(2);
    await expect(send(endpoint.baseUrl, post)).rejects.toThrow('fetch failed');
    expect(counter.sent).toBe(3);
  });

  it('is left out where there is an answer, where nobody listens and where the caller has gone', async () => {
    endpoint = await FakeEndpoint.start({ status: 503, json: {} });
    const counter = counting();
    const send = reconnecting(counter.fetch, policy, () => 0);
    expect((await send(endpoint.baseUrl, post)).status).toBe(503);
    await expect(send(endpoint.baseUrl, { ...post, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
    await endpoint.close();
    await expect(send(endpoint.baseUrl, post)).rejects.toThrow('fetch failed');
    expect(counter.sent).toBe(3);
  });
});
