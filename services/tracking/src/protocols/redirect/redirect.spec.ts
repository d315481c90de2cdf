import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { UnavailableError } from '@stellwerk/bus';
import type { SignedLink } from '../../http/links.controller.js';
import { ANALYST, MARKETER, startTracking, type TrackingUnderTest, WRITE_KEY } from '../../testing/tracking-service.js';

const TARGET = 'https://shop.example/herbst?a=1&b=<x>#oben';

describe('signed links', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  const ask = (body: object, bearer = MARKETER) =>
    tracking.app.inject({
      method: 'POST',
      url: '/v1/links',
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', host: 'track.shop.example' },
      payload: JSON.stringify({ tenant: 'demo', source: 'web', url: TARGET, ...body }),
    });
  const sign = async (body: object = {}): Promise<SignedLink> => (await ask(body)).json();
  const follow = (link: string, method: 'GET' | 'HEAD' = 'GET') =>
    tracking.app.inject({ method, url: link.replace('http://track.shop.example', '') });
  const events = async () => {
    await tracking.bus.idle();
    return tracking.published('tracking.event.v1');
  };
  const campaign = { source: 'newsletter', medium: 'email', name: 'november' };

  it.each(['link', 'longLink'] as const)('lead on by the %s once the click is kept', async (form) => {
    const link = (await sign({ name: 'Zum Angebot', campaign }))[form];
    const separator = link.includes('?') ? '&' : '?';
    const reply = await follow(`${link}${separator}user=customer-417&id=c-1&letter=47`);
    expect([reply.statusCode, reply.headers.location, reply.headers['cache-control']]).toEqual([
      302,
      TARGET,
      'no-store',
    ]);
    expect(await events()).toMatchObject([
      {
        kind: 'Click',
        target: 'Zum Angebot',
        name: 'Link Clicked',
        messageId: 'c-1',
        page: { url: 'https://shop.example/herbst' },
        campaign,
        properties: { letter: '47' },
      },
    ]);
  });

  it('count nothing but lead on where the person refused, for programs that only look, and after the source was closed', async () => {
    const strict = await sign({ source: 'strict' });
    expect((await follow(`${strict.link}?device=d-1`)).statusCode).toBe(302);
    const open = await sign();
    expect((await follow(open.link, 'HEAD')).headers.location).toBe(TARGET);
    await tracking.bus.idle();
    expect([await events(), tracking.published('tracking.counted.v1')]).toMatchObject([
      [],
      [{ reason: 'consent', count: 1 }],
    ]);
  });

  it('lead on where the click cannot be read, and keep it for repair', async () => {
    const { link } = await sign();
    expect((await follow(`${link}?user=a&user=b`)).statusCode).toBe(302);
    expect(tracking.published('tracking.rejected.v1')).toMatchObject([{ protocol: 'redirect', field: 'user' }]);
  });

  it.each<[string, (link: SignedLink) => string]>([
    ['another target', ({ longLink }) => longLink.replace('%2F%2Fshop.example', '%2F%2Fevil.example')],
    ['another campaign', ({ longLink }) => `${longLink}&utm_source=other`],
    ['no signature', ({ longLink }) => longLink.replace(/&s=.*/, '')],
    ['a signature cut short', ({ link }) => link.slice(0, -3)],
    ['an unsigned target', () => `/r?k=${WRITE_KEY}&u=${encodeURIComponent('https://evil.example')}&s=AAAA`],
    ['an unknown source', ({ longLink }) => longLink.replace(WRITE_KEY, 'nobody-knows-this')],
    ['nothing', () => '/r'],
    ['a word', () => '/r/hello'],
    ['the unsigned redirect of Snowplow', () => `/r/tp2?u=${encodeURIComponent('https://evil.example')}`],
    ['a very long word', () => `/r/${'x'.repeat(9_000)}`],
  ])('with %s lead nowhere and say so in two languages', async (_title, change) => {
    const reply = await follow(change(await sign()));
    expect([reply.statusCode, reply.headers['content-type'], reply.headers.location]).toEqual([
      400,
      'text/html; charset=utf-8',
      undefined,
    ]);
    expect(reply.body).toContain('Dieser Link ist nicht gültig');
    expect(reply.body).toContain('This link is not valid');
    expect(reply.body).not.toContain('evil');
    expect([await events(), tracking.published('tracking.rejected.v1')]).toEqual([[], []]);
  });

  it('are no longer valid once the key of their source is removed', async () => {
    const { link } = await sign();
    rmSync(join(tracking.secretsDir, 'links'), { recursive: true });
    expect((await follow(link)).statusCode).toBe(400);
  });

  it('offer the way on while nothing can be kept', async () => {
    const { link } = await sign();
    tracking.bus.publish = () => Promise.reject(new UnavailableError('kafka'));
    const reply = await follow(link);
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '2']);
    expect(reply.body).toContain('href="https://shop.example/herbst?a=1&amp;b=&lt;x&gt;#oben"');
  });

  it.each<[string, object, string, number, string]>([
    ['a script', { url: 'javascript:alert(1)' }, MARKETER, 400, 'TRK_LINK_TARGET_INVALID'],
    ['an unknown source', { source: 'nowhere' }, MARKETER, 409, 'TRK_SOURCE_GONE'],
    ['another tenant', { tenant: 'other' }, MARKETER, 403, 'SVC_TENANT_FORBIDDEN'],
    ['somebody who may only read', {}, ANALYST, 403, 'SVC_FORBIDDEN'],
  ])('are not signed for %s', async (_title, body, bearer, status, code) => {
    const reply = await ask(body, bearer);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
  });
});
