import { RudderAnalytics } from '@rudderstack/analytics-js/bundled';
import { story } from '../story.js';
import { settings } from './settings.js';

const { host, writeKey } = settings();
const { user, signUp, order } = story;
const analytics = new RudderAnalytics();
analytics.load(writeKey, host, {
  configUrl: host,
  consentManagement: {
    enabled: true,
    provider: 'custom',
    allowedConsentIds: ['analytics'],
    deniedConsentIds: ['marketing'],
  },
});
analytics.page(story.page.title);
analytics.identify(user.id, { ...user.traits });
analytics.track(signUp.event, { ...signUp.properties });
analytics.track(order.event, order.properties);
window.told = true;
