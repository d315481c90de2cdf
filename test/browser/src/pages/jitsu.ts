import { jitsuAnalytics } from '@jitsu/js';
import { patientFetch } from '../patient-fetch.js';
import { story } from '../story.js';
import { settings } from './settings.js';

const { host, writeKey } = settings();
const { user, signUp, order } = story;
const analytics = jitsuAnalytics({
  host,
  writeKey: `${writeKey}:secret`,
  fetch: patientFetch,
  privacy: { consentCategories: { analytics: true, marketing: false } },
});
await analytics.page({ name: story.page.title });
await analytics.identify(user.id, { ...user.traits });
await analytics.track(signUp.event, { ...signUp.properties });
await analytics.track(order.event, order.properties);
window.told = true;
