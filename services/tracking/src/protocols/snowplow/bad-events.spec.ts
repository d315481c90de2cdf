import { startTracking, type TrackingUnderTest } from '../../testing/tracking-service.js';

const SCHEMA = 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4';
const view = (changes: object = {}) => ({
  e: 'pv',
  p: 'web',
  tv: 'js-4.10.1',
  aid: 'shop-web',
  eid: '4ca0fb29-eeaf-45ef-b06f-561e123f886b',
  duid: 'b6d34b0f-8038-482d-8d9f-d3bb81d465a5',
  ...changes,
});

describe('bad events of Snowplow trackers', () => {
  let tracking: TrackingUnderTest;
  beforeAll(async () => {
    tracking = await startTracking();
  });
  afterAll(() => tracking.close());

  const published = () =>
    ['tracking.event.v1', 'tracking.rejected.v1']
      .flatMap((topic) => tracking.published(topic))
      .map((one) => ({ ...one, id: String(one.eventId ?? one.rejectedId) }));

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const unstruct = (data: unknown) => ({
    schema: 'iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0',
    data,
  });
  const contexts = (data: unknown) => ({
    schema: 'iglu:com.snowplowanalytics.snowplow/contexts/jsonschema/1-0-1',
    data,
  });
  const action = { schema: 'iglu:com.snowplowanalytics.snowplow.ecommerce/snowplow_ecommerce_action/jsonschema/1-0-2' };
  const order = { schema: 'iglu:com.snowplowanalytics.snowplow.ecommerce/transaction/jsonschema/1-0-0' };

  it.each<[string, unknown, string]>([
    ['is no object', 7, 'data[1]'],
    ['has no type', view({ e: undefined }), 'data[1].e'],
    ['has an unknown type', view({ e: 'xx' }), 'data[1].e'],
    ['has no platform', view({ p: undefined }), 'data[1].p'],
    ['has no tracker version', view({ tv: undefined }), 'data[1].tv'],
    ['has a number where a text belongs', view({ dtm: 1_795_601_700_000 }), 'data[1].dtm'],
    ['has an object where a text belongs', view({ page: {} }), 'data[1].page'],
    ['has a time that is none', view({ dtm: 'yesterday' }), 'data[1].dtm'],
    ['comes from another application', view({ aid: 'shop-app' }), 'data[1].aid'],
    ['has no self-describing event', view({ e: 'ue' }), 'data[1].ue_px'],
    ['has broken base64', view({ e: 'ue', ue_px: '%%%' }), 'data[1].ue_px'],
    ['has broken JSON in base64', view({ e: 'ue', ue_px: 'e30x' }), 'data[1].ue_px'],
    ['has broken JSON', view({ e: 'ue', ue_pr: '{' }), 'data[1].ue_pr'],
    ['is nested too deep', view({ e: 'ue', ue_pr: '['.repeat(100) }), 'data[1].ue_pr'],
    ['has an event of another kind', view({ e: 'ue', ue_px: encoded(contexts([])) }), 'data[1].ue_px.schema'],
    [
      'has an event without a schema',
      view({ e: 'ue', ue_px: encoded(unstruct({ data: {} })) }),
      'data[1].ue_px.data.schema',
    ],
    [
      'has an event with an odd schema',
      view({ e: 'ue', ue_px: encoded(unstruct({ schema: 'iglu:a/b', data: {} })) }),
      'data[1].ue_px.data.schema',
    ],
    [
      'has an event without data',
      view({ e: 'ue', ue_px: encoded(unstruct({ schema: 'iglu:com.acme/x/jsonschema/1-0-0' })) }),
      'data[1].ue_px.data.data',
    ],
    ['has broken entities', view({ cx: encoded(contexts({})) }), 'data[1].cx.data'],
    ['has an odd entity', view({ co: JSON.stringify(contexts([{ schema: 1 }])) }), 'data[1].co.data[0].schema'],
    ['has no category', view({ e: 'se', se_ac: 'open' }), 'data[1].se_ca'],
    ['has no order number', view({ e: 'tr', tr_tt: '5' }), 'data[1].tr_id'],
    ['has no order total', view({ e: 'tr', tr_id: 'A' }), 'data[1].tr_tt'],
    ['has an odd order total', view({ e: 'tr', tr_id: 'A', tr_tt: '1,50' }), 'data[1].tr_tt'],
    ['has an odd currency', view({ e: 'tr', tr_id: 'A', tr_tt: '5', tr_cu: 'Euro' }), 'data[1].tr_cu'],
    [
      'has an order entity without a number',
      view({
        e: 'ue',
        ue_px: encoded(unstruct({ ...action, data: { type: 'transaction' } })),
        cx: encoded(contexts([{ ...order, data: { revenue: 5 } }])),
      }),
      'data[1].contexts.transaction.transaction_id',
    ],
    ['names nobody', view({ duid: undefined }), 'data[1].userId'],
    ['has an id that is too long', view({ eid: 'x'.repeat(300) }), 'data[1].eid'],
  ])('refuses an event that %s, and takes the rest', async (title, bad, field) => {
    const before = new Set(published().map(({ id }) => id));
    const data = [view({ eid: `before ${title}` }), bad, view({ eid: `after ${title}` })];
    const reply = await tracking.app.inject({
      method: 'POST',
      url: '/com.snowplowanalytics.snowplow/tp2',
      payload: JSON.stringify({ schema: SCHEMA, data }),
    });
    expect([reply.statusCode, reply.body]).toEqual([200, 'ok']);
    await tracking.bus.idle();
    const fresh = published().filter(({ id }) => !before.has(id));
    const [events, rejected] = ['eventId', 'rejectedId'].map((key) => fresh.filter((one) => key in one));
    expect(events).toHaveLength(2);
    expect(rejected).toMatchObject([{ field, scope: 'event', protocol: 'snowplow' }]);
  });
});
