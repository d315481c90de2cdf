import { PostHog } from 'posthog-node';
import { story, type Target } from '../story.js';

/** posthog-node: one packed batch. */
export async function posthog({ host, writeKey }: Target): Promise<void> {
  const client = new PostHog(writeKey, { host, flushAt: 10, flushInterval: 50, fetchRetryDelay: 200 });
  const { user, page, signUp, order } = story;
  const distinctId = user.id;
  client.capture({
    distinctId: 'device-posthog-node',
    event: '$pageview',
    properties: { $current_url: `https://shop.example${page.path}`, title: page.title, $process_person_profile: false },
  });
  client.identify({ distinctId, properties: user.traits });
  client.alias({ distinctId, alias: 'device-posthog-node' });
  client.capture({ distinctId, ...signUp });
  client.capture({ distinctId, event: order.event, properties: order.properties });
  client.groupIdentify({ groupType: 'company', groupKey: 'c-1', properties: { name: 'Acme' } });
  await client.shutdown(30_000);
}
