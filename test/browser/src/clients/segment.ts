import { Analytics } from '@segment/analytics-node';
import { story, type Target } from '../story.js';

/** @segment/analytics-node: one batch. */
export async function segment({ host, writeKey }: Target): Promise<void> {
  const analytics = new Analytics({ writeKey, host, path: '/v1/batch', flushInterval: 50 });
  const { user, page, signUp, order } = story;
  const anonymousId = 'device-segment-node';
  analytics.page({
    anonymousId,
    name: page.title,
    properties: { url: `https://shop.example${page.path}`, title: page.title },
    context: { campaign: page.campaign },
  });
  analytics.identify({ userId: user.id, anonymousId, traits: user.traits });
  analytics.track({ userId: user.id, anonymousId, ...signUp });
  analytics.track({ userId: user.id, anonymousId, event: order.event, properties: order.properties });
  await analytics.closeAndFlush({ timeout: 30_000 });
}
