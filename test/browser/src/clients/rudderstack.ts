import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { story, type Target } from '../story.js';

/** @rudderstack/rudder-sdk-node: the first call by itself, then a packed batch. */
export async function rudderstack({ host, writeKey }: Target): Promise<void> {
  const analytics = new RudderAnalytics(writeKey, {
    dataPlaneUrl: host,
    flushInterval: 50,
    retryCount: 5,
    logLevel: 'none',
  });
  const { user, page, signUp, order } = story;
  const anonymousId = 'device-rudder-node';
  analytics.page({
    anonymousId,
    name: page.title,
    properties: { url: `https://shop.example${page.path}`, title: page.title },
    context: {
      campaign: page.campaign,
      consentManagement: {
        provider: 'custom',
        allowedConsentIds: ['analytics'],
        deniedConsentIds: [],
        resolutionStrategy: 'or',
      },
    },
  });
  analytics.identify({ userId: user.id, anonymousId, traits: user.traits });
  analytics.track({ userId: user.id, anonymousId, ...signUp });
  analytics.track({ userId: user.id, anonymousId, event: order.event, properties: order.properties });
  analytics.alias({ userId: user.id, previousId: 'user-before' });
  await analytics.flush();
  await analytics.flush();
}
