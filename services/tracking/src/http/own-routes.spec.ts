import { startTracking, type TrackingUnderTest, WRITE_KEY } from '../testing/tracking-service.js';

describe('routes of clients with a slash at their end', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  it.each(['/v1/consent', '/v1/consent/', '/v1/consent/?x=1'])('take a withdrawal at %s', async (url) => {
    const reply = await tracking.post(url, {
      writeKey: WRITE_KEY,
      userId: 'user-000001',
      consent: { purposes: { analytics_store: false } },
    });
    expect([reply.statusCode, tracking.published('consent.changed.v1').length]).toEqual([200, 1]);
  });

  it.each(['/v1/import', '/v1/import/', '/v1/import/?x=1'])('take a batch at %s, from pages too', async (url) => {
    const headers = { 'content-type': 'text/plain', origin: 'https://shop.example' };
    const payload = JSON.stringify({
      writeKey: WRITE_KEY,
      batch: [{ type: 'track', event: 'Seen', anonymousId: 'device-1' }],
    });
    const reply = await tracking.app.inject({ method: 'POST', url, headers, payload });
    expect([reply.statusCode, reply.headers['access-control-allow-origin']]).toEqual([200, 'https://shop.example']);
  });

  it.each(['/v1/import/orders', '/v1/import/orders/'])('are not those of files, %s', async (url) => {
    const reply = await tracking.app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'text/csv' },
      payload: 'a',
    });
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'SVC_UNAUTHENTICATED']);
  });
});
