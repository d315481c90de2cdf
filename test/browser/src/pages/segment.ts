import { AnalyticsBrowser } from '@segment/analytics-next';
import { story } from '../story.js';
import { settings } from './settings.js';

const { host, writeKey } = settings();
const { user, signUp, order } = story;
const analytics = AnalyticsBrowser.load({ writeKey, cdnURL: host });
await analytics.page(story.page.title);
await analytics.identify(user.id, user.traits);
await analytics.track(signUp.event, signUp.properties);
await analytics.track(order.event, order.properties);
window.told = true;
