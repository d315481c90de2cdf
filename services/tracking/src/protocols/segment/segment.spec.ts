import { injectable, readRecordings } from '../../testing/examples.js';
import { itWithstandsMutations } from '../../testing/fuzz.js';
import {
  document,
  documents,
  namespacesOf,
  source,
  startTracking,
  startTrackingAt,
  WRITE_KEY,
} from '../../testing/tracking-service.js';

describe('Segment', () => {
  it.each(Object.entries(readRecordings('segment')))('reads what %s sends', async (place, { requests, recordedAt }) => {
    const tracking = await startTrackingAt(new Date(recordedAt));
    for (const request of requests) {
      const reply = await tracking.app.inject(injectable(request));
      expect([reply.statusCode, reply.json()]).toEqual([200, { success: true }]);
    }
    await tracking.bus.idle();
    const events = tracking.published('tracking.event.v1');
    expect(events.map((event) => event.kind).sort()).toEqual(['Custom', 'Identify', 'Purchase', 'View']);
    expect(events.find((event) => event.kind === 'View')).toMatchObject({
      name: 'Herbst',
      page: { title: 'Herbst', url: expect.stringContaining('/herbst') },
      campaign: { source: 'newsletter', medium: 'email', name: 'november' },
      ...(place === 'browser' && { device: { locale: 'de-DE', timezone: 'Europe/Berlin' } }),
    });
    const purchase = events.find((event) => event.kind === 'Purchase');
    expect([purchase?.orderId, namespacesOf(purchase)]).toEqual(['A-1001', ['login', 'device']]);
    expect(tracking.published('tracking.rejected.v1')).toEqual([]);
    await tracking.close();
  });

  it('tells its browser SDK where to send to, and nobody else who is not known', async () => {
    const tracking = await startTracking();
    const ask = (url: string, headers = {}) => tracking.app.inject({ method: 'GET', url, headers });
    const headers = { host: 'track.shop.example', 'x-forwarded-proto': 'https' };
    const reply = await ask(`/v1/projects/${WRITE_KEY}/settings`, headers);
    expect(reply.json()).toMatchObject({
      integrations: { 'Segment.io': { apiKey: WRITE_KEY, apiHost: 'track.shop.example/v1', protocol: 'https' } },
    });
    expect((await ask('/v1/projects/nobody-knows-this/settings', headers)).json().code).toBe('TRK_WRITE_KEY_UNKNOWN');
    const odd = await ask(`/projects/${WRITE_KEY}/settings`, { host: 'evil.example/<x>' });
    expect([odd.statusCode, odd.json().code]).toEqual([400, 'TRK_HOST_INVALID']);
    await tracking.close();
  });

  it('keeps what call and context hold without a place of their own', async () => {
    const tracking = await startTracking();
    await tracking.post('/v1/page', {
      name: 'Home',
      category: 'Start',
      anonymousId: 'device-1',
      integrations: { All: false },
      properties: { name: 'Home', experiment: 'b' },
      context: { app: { name: 'Shop', version: '7' }, screen: { width: 390, height: 844 }, network: { wifi: true } },
    });
    await tracking.bus.idle();
    expect(tracking.published('tracking.event.v1')).toMatchObject([
      {
        name: 'Home',
        device: { screen: '390x844' },
        properties: {
          category: 'Start',
          experiment: 'b',
          $context: { app: { product: 'Shop', version: '7' }, network: { wifi: true } },
          $call: { integrations: { All: false } },
        },
      },
    ]);
    await tracking.close();
  });

  it('keeps of a phone neither its ids nor where exactly it is, but as identifiers that the source names', async () => {
    const named = { ...source, identityTraits: { advertisingId: 'device' as const } };
    const tracking = await startTracking(undefined, [
      ...documents,
      document('source', 'app', { ...named, writeKey: 'app-write-key-0001' }),
    ]);
    const device = {
      id: 'B5372DB0-C21E-11E4-8DFC-AA07A5B093DB',
      advertisingId: '7A3CBEA0-BDF5-11E4-8DFC-AA07A5B093DB',
    };
    const context = {
      device: { ...device, manufacturer: 'Apple', model: 'iPhone16,1', token: 'ff15bc0c20c4aa6cd5085' },
      location: { city: 'Berlin', latitude: 52.520008, longitude: 13.404954 },
    };
    const call = { event: 'App Opened', anonymousId: 'device-1', context };
    await tracking.post('/v1/track', call);
    await tracking.post('/v1/track', call, 'app-write-key-0001');
    await tracking.bus.idle();
    const [plain, app] = tracking.published('tracking.event.v1');
    expect(plain?.properties).toEqual({
      $context: {
        device: { manufacturer: 'Apple', model: 'iPhone16,1' },
        location: { city: 'Berlin', latitude: 52.5, longitude: 13.4 },
      },
    });
    expect([namespacesOf(plain), namespacesOf(app)]).toEqual([['device'], ['device', 'device']]);
    expect(JSON.stringify([plain, app])).not.toMatch(/C21E-11E4|BDF5-11E4/);
    await tracking.close();
  });
});

itWithstandsMutations('segment');
