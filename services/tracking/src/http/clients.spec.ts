import { lenientPolicy } from '../examples/consent.js';
import { signatureFields, TEST_THUMBPRINT, testKey } from '../testing/agent-signatures.js';
import {
  document,
  documents,
  NOW,
  source,
  startTracking,
  type TrackingUnderTest,
  WRITE_KEY,
} from '../testing/tracking-service.js';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const browser = { 'user-agent': firefox, 'accept-language': 'de', 'accept-encoding': 'gzip' };
const GERMAN = '193.99.144.80';
const DUTCH = '91.198.174.192';

let tracking: TrackingUnderTest;
beforeAll(async () => {
  const withKeys = [
    ...documents,
    document('consent-policy', 'lenient', {
      ...lenientPolicy,
      regions: [{ regions: ['DE', 'NL'], defaultPurposes: ['analytics_store'] }],
    }),
    document('source', 'whole', { ...source, writeKey: 'whole-write-key-01', fullUserAgentFor: ['analytics_store'] }),
    document('source', 'ads', { ...source, writeKey: 'ads-write-key-0001', fullUserAgentFor: ['ad_measurement'] }),
    document('agent-key', 'assistant', {
      agent: 'Shopping assistant',
      class: 'ai-agent',
      jwk: { kty: 'OKP', crv: 'Ed25519', x: testKey.x },
      directory: 'https://signature-agent.test',
    }),
  ];
  tracking = await startTracking(undefined, withKeys, { STELLWERK_TRACKING_TRUSTED_PROXIES: '10.1.0.0/16' });
});
afterAll(() => tracking.close());

let calls = 0;

/** Sends one page view and returns the event that came of it. */
async function seen(
  headers: Record<string, string>,
  { remoteAddress = GERMAN, key = WRITE_KEY, call = {} }: { remoteAddress?: string; key?: string; call?: object } = {},
): Promise<Record<string, unknown>> {
  const messageId = `m-${calls++}`;
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const reply = await tracking.app.inject({
    method: 'POST',
    url: '/v1/page',
    remoteAddress,
    headers: { 'content-type': 'application/json', host: 'collect.shop.example', authorization, ...headers },
    payload: { type: 'page', anonymousId: `visitor-${messageId}`, messageId, ...call },
  });
  expect(reply.statusCode).toBe(200);
  await tracking.bus.idle();
  const event = tracking.published('tracking.event.v1').find((candidate) => candidate.messageId === messageId);
  return event as Record<string, unknown>;
}

describe('what an event says of its client', () => {
  it('is browser, system, class and country, and neither user agent nor address', async () => {
    expect(await seen(browser)).toMatchObject({
      device: {
        browser: { family: 'Firefox', major: '140' },
        os: { family: 'Linux' },
        class: 'desktop',
        ip: '193.99.144.0',
      },
      geo: { country: 'DE' },
      agent: { class: 'human', score: 0, reasons: [] },
    });
    const written = ['tracking.received.v1', 'tracking.event.v1'].flatMap((topic) => tracking.bus.messages(topic));
    const text = [...written.map(({ value }) => String(value)), ...tracking.logLines].join('\n');
    expect([text.includes('rv:140.0'), text.includes(GERMAN)]).toEqual([false, false]);
  });

  it.each([
    ['whole-write-key-01', firefox],
    ['ads-write-key-0001', undefined],
  ])('is the whole user agent only where a granted purpose needs it: %s', async (key, userAgent) => {
    expect((await seen(browser, { key })).device).toMatchObject({ class: 'desktop' });
    expect(((await seen(browser, { key })).device as { userAgent?: string }).userAgent).toBe(userAgent);
  });

  it.each([
    ['anybody is ignored', GERMAN, DUTCH, 'DE'],
    ['a trusted proxy is believed', '10.1.2.3', DUTCH, 'NL'],
    ['trusted proxies is taken from its first stranger on', '10.1.2.3', `8.8.8.8, ${DUTCH}, 10.1.9.9`, 'NL'],
  ])('X-Forwarded-For of %s', async (_title, remoteAddress, forwarded, country) => {
    expect((await seen({ ...browser, 'x-forwarded-for': forwarded }, { remoteAddress })).geo).toEqual({ country });
  });
});

it('follows the consent rules of the country that the address lies in', async () => {
  // The policy stores without a signal in Germany and the Netherlands alone.
  expect(await seen(browser, { remoteAddress: '8.8.8.8' })).toBeUndefined();
  expect(await seen(browser, { remoteAddress: DUTCH })).toBeDefined();
});

describe('traps', () => {
  const trapped = 'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0';
  const follow = (url: string, userAgent: string, method: 'GET' | 'POST' = 'GET') =>
    tracking.app.inject({ method, url, remoteAddress: GERMAN, headers: { 'user-agent': userAgent } });

  it('mark who follows the hidden link, and nobody else', async () => {
    const before = await seen({ ...browser, 'user-agent': trapped });
    const reply = await follow(`/v1/more/${WRITE_KEY}`, trapped);
    expect([reply.statusCode, reply.headers['x-robots-tag']]).toEqual([200, 'noindex, nofollow']);
    await tracking.bus.idle();
    const after = await seen({ ...browser, 'user-agent': trapped });
    const otherAddress = await seen({ ...browser, 'user-agent': trapped }, { remoteAddress: DUTCH });
    const otherBrowser = await seen(browser);
    expect([before, after, otherAddress, otherBrowser].map(({ agent }) => agent)).toMatchObject([
      { class: 'human' },
      { class: 'bad-bot', reasons: ['followed-trap'] },
      { class: 'human' },
      { class: 'human' },
    ]);
  });

  it('take whatever is sent to the decoy endpoint, and are written once per visitor', async () => {
    const count = () => tracking.published('tracking.trapped.v1').length;
    const before = count();
    const replies = await Promise.all(
      ['POST', 'GET'].map((method) => follow(`/v1/session/${WRITE_KEY}`, 'lamp/1', method as 'GET')),
    );
    await tracking.bus.idle();
    await follow(`/v1/session/${WRITE_KEY}`, 'lamp/1', 'POST');
    await tracking.bus.idle();
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(count() - before).toBeLessThanOrEqual(2);
    expect(JSON.stringify(tracking.published('tracking.trapped.v1'))).not.toContain(GERMAN);
  });

  it('belong to sources', async () => expect((await follow('/v1/more/unknown', firefox)).statusCode).toBe(401));
});

describe('agents that sign their requests', () => {
  const created = NOW.getTime() / 1_000;
  const input = (nonce: string) =>
    `("@authority" "signature-agent");created=${created};expires=${created + 60};keyid="${TEST_THUMBPRINT}";nonce="${nonce}";tag="web-bot-auth"`;
  const headers = { ...browser, 'signature-agent': '"https://signature-agent.test"' };
  const signed = (nonce: string) => {
    const request = {
      method: 'POST',
      scheme: 'https',
      authority: 'collect.shop.example',
      path: '/v1/page',
      rawQuery: '',
    } as const;
    return { ...headers, ...signatureFields(input(nonce), { ...request, headers }) };
  };

  it('are known by their key', async () => {
    expect((await seen(signed('first'))).agent).toEqual({
      class: 'ai-agent',
      score: 1,
      reasons: ['signature'],
      name: 'Shopping assistant',
      verified: true,
    });
  });

  it('are not taken for each other: a copied or a false signature makes a program that hides', async () => {
    const copied = signed('second');
    expect((await seen(copied)).agent).toMatchObject({ verified: true });
    expect((await seen(copied)).agent).toMatchObject({ class: 'bad-bot', reasons: ['false-signature'] });
    const forged = { ...signed('third'), host: 'other.example' };
    expect((await seen(forged)).agent).toMatchObject({ class: 'bad-bot', reasons: ['false-signature'] });
  });
});
