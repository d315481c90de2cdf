import { jitsuAnalytics } from '@jitsu/js';
import { patientFetch } from '../patient-fetch.js';
import { story, type Target } from '../story.js';

/** @jitsu/js on a server: one request per call. It never repeats by itself, so it is given a `fetch` that does. */
export async function jitsu({ host, writeKey }: Target): Promise<void> {
  const analytics = jitsuAnalytics({
    host,
    writeKey: `${writeKey}:secret`,
    s2s: true,
    fetch: patientFetch,
    defaultPayloadContext: { campaign: story.page.campaign },
  });
  const { user, page, signUp, order } = story;
  await analytics.page({ name: page.title, url: `https://shop.example${page.path}`, title: page.title });
  await analytics.identify(user.id, { ...user.traits });
  await analytics.track(signUp.event, { ...signUp.properties });
  await analytics.track(order.event, order.properties);
}
