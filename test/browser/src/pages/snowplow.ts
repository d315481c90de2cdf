import { flushBuffer, newTracker, setUserId, trackPageView, trackSelfDescribingEvent } from '@snowplow/browser-tracker';
import { story } from '../story.js';
import { settings } from './settings.js';

const { host, writeKey } = settings();
newTracker('shop', host, { appId: writeKey, bufferSize: 1, stateStorageStrategy: 'cookieAndLocalStorage' });
trackPageView({ title: story.page.title });
setUserId(story.user.id);
const schema = 'iglu:com.acme/signed_up/jsonschema/1-0-0';
trackSelfDescribingEvent({ event: { schema, data: { value: 3 } } });
// What failed is sent again with the next event; here the page asks for it.
setInterval(flushBuffer, 1_000);
window.told = true;
