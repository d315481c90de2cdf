import { startTracking, type TrackingUnderTest, WRITE_KEY } from '../testing/tracking-service.js';

const json = { 'content-type': 'application/json' };
const event = { specversion: '1.0', id: 'e-1', source: '/shop', type: 'Seen', subject: 'user-000001' };
const name = 'anna@example.org';
const STRICT = 'ENFORCE_RECOMMENDATIONS';
const ga4 = { client_id: '1.2', validation_behavior: STRICT };

describe('a name that a client chose', () => {
  let tracking: TrackingUnderTest;
  beforeEach(async () => {
    tracking = await startTracking();
  });
  afterEach(() => tracking.close());

  it.each<[string, string, object, Record<string, string>]>([
    [
      'an attribute of a CloudEvent',
      '/v1/cloudevents',
      { ...event, [name]: '1' },
      { 'content-type': 'application/cloudevents+json', authorization: `Bearer ${WRITE_KEY}` },
    ],
    [
      'a user property',
      `/mp/collect?api_secret=${WRITE_KEY}&measurement_id=G-1`,
      { ...ga4, user_properties: { [name]: 1 }, events: [{ name: 'seen' }] },
      json,
    ],
    [
      'a parameter',
      `/mp/collect?api_secret=${WRITE_KEY}&measurement_id=G-1`,
      { ...ga4, events: [{ name: 'seen', params: { [name]: {} } }] },
      json,
    ],
    [
      'a field of an item',
      `/mp/collect?api_secret=${WRITE_KEY}&measurement_id=G-1`,
      { ...ga4, events: [{ name: 'seen', params: { items: [{ item_id: '1', [`${'x'.repeat(56)} ${name}`]: 1 }] } }] },
      json,
    ],
  ])('does not stand beside a rejection in clear: %s', async (_title, url, body, headers) => {
    await tracking.app.inject({ method: 'POST', url, headers, payload: JSON.stringify(body) });
    const rejected = tracking.published('tracking.rejected.v1');
    expect(rejected).toHaveLength(1);
    expect(JSON.stringify({ ...rejected[0], sealed: undefined })).not.toContain('anna');
  });
});
