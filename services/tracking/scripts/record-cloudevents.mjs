// node scripts/record-cloudevents.mjs — what the CloudEvents SDK sends.
import { CloudEvent, HTTP } from 'cloudevents';
import { record } from './recorder.mjs';

const AT = '2026-11-25T10:00:00.000Z';
const order = {
  userId: 'user-4711',
  anonymousId: 'b6d34b0f-8038-482d-8d9f-d3bb81d465a5',
  order_id: 'A-1',
  total: 119.8,
  currency: 'EUR',
  products: [{ product_id: 'L-7', name: 'Brass lamp', category: 'lamps', price: 59.9, quantity: 2 }],
};

const completed = (id) =>
  new CloudEvent({
    id,
    type: 'example.shop.order.completed.v1',
    source: '/shop/orders',
    subject: 'orders/A-1',
    time: AT,
    datacontenttype: 'application/json',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    data: order,
  });
const renewed = new CloudEvent({
  id: 'c-1',
  type: 'subscription renewed',
  source: 'urn:example:abo',
  time: '2026-11-25T11:00:00.000+01:00',
  userid: 'Zoë "Z" 100%',
  data: { plan: 'pro', value: 9.5, currency: 'EUR', consent: { categoryPreferences: { analytics: true } } },
});
const tick = new CloudEvent({ id: 'c-2', type: 'heartbeat', source: '/meter', time: AT, anonymousid: 'device-000001' });

const send = async (to, { headers, body }) => {
  await fetch(`${to}/v1/cloudevents`, {
    method: 'POST',
    headers: { ...headers, 'x-write-key': 'web-write-key-0001' },
    body,
  });
};

await record('cloudevents/examples/server', 'cloudevents@10.0.0', {
  'an order in binary mode': (to) => send(to, HTTP.binary(completed('c-0'))),
  'an order in structured mode': (to) => send(to, HTTP.structured(completed('c-0'))),
  'names that need encoding in headers': (to) => send(to, HTTP.binary(renewed)),
  'names that need none in JSON': (to) => send(to, HTTP.structured(renewed)),
  'an event without data': (to) => send(to, HTTP.binary(tick)),
  'a batch': (to) =>
    send(to, {
      headers: { 'content-type': 'application/cloudevents-batch+json; charset=utf-8' },
      body: JSON.stringify([completed('c-0'), renewed, tick]),
    }),
});
