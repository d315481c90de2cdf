import { setTimeout as sleep } from 'node:timers/promises';
import { buildEcommerceTransaction, buildPageView, buildSelfDescribingEvent, newTracker } from '@snowplow/node-tracker';
import { story, type Target } from '../story.js';

/** @snowplow/node-tracker: one request of the tracker protocol. */
export async function snowplow({ host, writeKey }: Target): Promise<void> {
  const { user, page, order } = story;
  const { source, medium, name } = page.campaign;
  const tracker = newTracker(
    { namespace: 'shop', appId: writeKey },
    { endpoint: host, bufferSize: 1_000, onRequestSuccess: (batch) => void sent.push(...batch) },
  );
  const sent: unknown[] = [];
  tracker.setDomainUserId('b6d34b0f-8038-482d-8d9f-d3bb81d465a5');
  const query = `utm_source=${source}&utm_medium=${medium}&utm_campaign=${name}`;
  tracker.track(buildPageView({ pageUrl: `https://shop.example${page.path}?${query}`, pageTitle: page.title }));
  tracker.setUserId(user.id);
  const schema = 'iglu:com.acme/signed_up/jsonschema/1-0-0';
  tracker.track(buildSelfDescribingEvent({ event: { schema, data: { value: 3 } } }));
  const { order_id: orderId, total, currency } = order.properties;
  tracker.track(buildEcommerceTransaction({ orderId, total, currency }));
  // What failed stays in its queue until it is flushed again.
  for (let attempt = 0; attempt < 30 && sent.length < 3; attempt++) {
    await tracker.flush();
    await sleep(300);
  }
}
